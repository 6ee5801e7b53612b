"""Make the tables of demonstrations."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "demonstration_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "demonstration_highlight",
        sa.Column("name", types.Text(100), nullable=False, comment="亮点名称"),
        sa.Column("text", types.Text(), nullable=False, comment="做法"),
        sa.Column("planned_on", types.Day(), nullable=False, comment="提出日期"),
        sa.Column("state", types.Text(), nullable=False, comment="亮点状态"),
        sa.Column("built_on", types.Day(), nullable=True, comment="建成日期"),
        sa.Column("spread_to", types.Text(200), nullable=False, comment="推广范围"),
        sa.Column("division_id", types.Whole(), nullable=False, comment="所在村（社区）"),
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("key", types.Text(200), nullable=True, comment="唯一标识"),
        sa.Column("note", types.Text(), nullable=False, comment="备注"),
        sa.Column("recorded_by", types.Text(200), nullable=False, comment="登记人"),
        sa.Column("recorded_at", types.Moment(), nullable=True, comment="登记时间"),
        sa.Column("door", types.Text(), nullable=False, comment="来源"),
        sa.Column("revision", types.Whole(), nullable=False, comment="版本"),
        sa.Column("deleted_at", types.Moment(), nullable=True, comment="删除时间"),
        sa.Column("deleted_reason", types.Text(200), nullable=False, comment="删除原因"),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_demonstration_highlight_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_highlight")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_demonstration_highlight_division_id_key")),
        comment="特色亮点",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_demonstration_highlight_division_id_deleted_at_planned_on_id"),
        "demonstration_highlight",
        ["division_id", "deleted_at", "planned_on", "id"],
        unique=False,
    )
    op.create_table(
        "demonstration_programme",
        sa.Column("name", types.Text(100), nullable=False, comment="方案名称"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="开始日期"),
        sa.Column("hands", types.Text(), nullable=False, comment="抓手"),
        sa.Column("goals", types.Text(), nullable=False, comment="目标任务"),
        sa.Column("state", types.Text(), nullable=False, comment="方案状态"),
        sa.Column("evaluated_on", types.Day(), nullable=True, comment="评估日期"),
        sa.Column("outcome", types.Text(), nullable=False, comment="评估结果"),
        sa.Column("division_id", types.Whole(), nullable=False, comment="所在村（社区）"),
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("key", types.Text(200), nullable=True, comment="唯一标识"),
        sa.Column("note", types.Text(), nullable=False, comment="备注"),
        sa.Column("recorded_by", types.Text(200), nullable=False, comment="登记人"),
        sa.Column("recorded_at", types.Moment(), nullable=True, comment="登记时间"),
        sa.Column("door", types.Text(), nullable=False, comment="来源"),
        sa.Column("revision", types.Whole(), nullable=False, comment="版本"),
        sa.Column("deleted_at", types.Moment(), nullable=True, comment="删除时间"),
        sa.Column("deleted_reason", types.Text(200), nullable=False, comment="删除原因"),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_demonstration_programme_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_programme")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_demonstration_programme_division_id_key")),
        comment="长效方案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_demonstration_programme_division_id_deleted_at_starts_on_id"),
        "demonstration_programme",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "demonstration_acceptance",
        sa.Column("drive_id", types.Whole(), nullable=False, comment="创建活动"),
        sa.Column("self_assessed_on", types.Day(), nullable=False, comment="自评日期"),
        sa.Column("self_score", types.Whole(), nullable=False, comment="自评得分"),
        sa.Column("state", types.Text(), nullable=False, comment="创建状态"),
        sa.Column("applied_on", types.Day(), nullable=True, comment="申请日期"),
        sa.Column("inspected_on", types.Day(), nullable=True, comment="验收日期"),
        sa.Column("assessors", types.Text(200), nullable=False, comment="验收人员"),
        sa.Column("score", types.Whole(), nullable=True, comment="验收得分"),
        sa.Column("vetoes", types.Text(500), nullable=False, comment="否决情形"),
        sa.Column("titled_on", types.Day(), nullable=True, comment="命名日期"),
        sa.Column("reviewed_on", types.Day(), nullable=True, comment="复审日期"),
        sa.Column("division_id", types.Whole(), nullable=False, comment="所在村（社区）"),
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("key", types.Text(200), nullable=True, comment="唯一标识"),
        sa.Column("note", types.Text(), nullable=False, comment="备注"),
        sa.Column("recorded_by", types.Text(200), nullable=False, comment="登记人"),
        sa.Column("recorded_at", types.Moment(), nullable=True, comment="登记时间"),
        sa.Column("door", types.Text(), nullable=False, comment="来源"),
        sa.Column("revision", types.Whole(), nullable=False, comment="版本"),
        sa.Column("deleted_at", types.Moment(), nullable=True, comment="删除时间"),
        sa.Column("deleted_reason", types.Text(200), nullable=False, comment="删除原因"),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_demonstration_acceptance_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["drive_id"], ["drive.id"], name=op.f("fk_demonstration_acceptance_drive_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_acceptance")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_demonstration_acceptance_division_id_key")),
        comment="示范创建验收",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_demonstration_acceptance_division_id_deleted_at_self_assessed_on_id"),
        "demonstration_acceptance",
        ["division_id", "deleted_at", "self_assessed_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_demonstration_acceptance_drive_id_state"),
        "demonstration_acceptance",
        ["drive_id", "state"],
        unique=False,
    )
    op.create_table(
        "demonstration_demonstration",
        sa.Column("name", types.Text(100), nullable=False, comment="示范点名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="示范类别"),
        sa.Column("applied_on", types.Day(), nullable=False, comment="申报日期"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
        sa.Column("extent", types.Text(), nullable=False, comment="范围"),
        sa.Column("standard", types.Text(100), nullable=False, comment="评定标准"),
        sa.Column("state", types.Text(), nullable=False, comment="评定状态"),
        sa.Column("evaluated_on", types.Day(), nullable=True, comment="评定日期"),
        sa.Column("evaluator", types.Text(50), nullable=False, comment="评定人"),
        sa.Column("awarded_on", types.Day(), nullable=True, comment="授牌日期"),
        sa.Column("expires_on", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("revoked_on", types.Day(), nullable=True, comment="撤牌日期"),
        sa.Column("division_id", types.Whole(), nullable=False, comment="所在村（社区）"),
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("key", types.Text(200), nullable=True, comment="唯一标识"),
        sa.Column("note", types.Text(), nullable=False, comment="备注"),
        sa.Column("recorded_by", types.Text(200), nullable=False, comment="登记人"),
        sa.Column("recorded_at", types.Moment(), nullable=True, comment="登记时间"),
        sa.Column("door", types.Text(), nullable=False, comment="来源"),
        sa.Column("revision", types.Whole(), nullable=False, comment="版本"),
        sa.Column("deleted_at", types.Moment(), nullable=True, comment="删除时间"),
        sa.Column("deleted_reason", types.Text(200), nullable=False, comment="删除原因"),
        sa.ForeignKeyConstraint(
            ["division_id"],
            ["division.id"],
            name=op.f("fk_demonstration_demonstration_division_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
            name=op.f("fk_demonstration_demonstration_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_demonstration")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_demonstration_demonstration_division_id_key")),
        comment="示范点",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_demonstration_demonstration_awarded_on_kind"),
        "demonstration_demonstration",
        ["awarded_on", "kind"],
        unique=False,
    )
    op.create_index(
        op.f("ix_demonstration_demonstration_division_id_deleted_at_applied_on_id"),
        "demonstration_demonstration",
        ["division_id", "deleted_at", "applied_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_demonstration_demonstration_operator_id"), "demonstration_demonstration", ["operator_id"], unique=False
    )
    op.create_table(
        "demonstration_evidence",
        sa.Column("drive_id", types.Whole(), nullable=False, comment="创建活动"),
        sa.Column("criterion", types.Text(60), nullable=False, comment="指标项目"),
        sa.Column("name", types.Text(100), nullable=False, comment="凭据名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="凭据种类"),
        sa.Column("dated_on", types.Day(), nullable=False, comment="形成日期"),
        sa.Column("kept_at", types.Text(100), nullable=False, comment="存放位置"),
        sa.Column("state", types.Text(), nullable=False, comment="核查状态"),
        sa.Column("checked_by", types.Text(50), nullable=False, comment="核查人"),
        sa.Column("division_id", types.Whole(), nullable=False, comment="所在村（社区）"),
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("key", types.Text(200), nullable=True, comment="唯一标识"),
        sa.Column("note", types.Text(), nullable=False, comment="备注"),
        sa.Column("recorded_by", types.Text(200), nullable=False, comment="登记人"),
        sa.Column("recorded_at", types.Moment(), nullable=True, comment="登记时间"),
        sa.Column("door", types.Text(), nullable=False, comment="来源"),
        sa.Column("revision", types.Whole(), nullable=False, comment="版本"),
        sa.Column("deleted_at", types.Moment(), nullable=True, comment="删除时间"),
        sa.Column("deleted_reason", types.Text(200), nullable=False, comment="删除原因"),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_demonstration_evidence_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["drive_id"], ["drive.id"], name=op.f("fk_demonstration_evidence_drive_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_evidence")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_demonstration_evidence_division_id_key")),
        comment="创建凭据",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_demonstration_evidence_division_id_deleted_at_dated_on_id"),
        "demonstration_evidence",
        ["division_id", "deleted_at", "dated_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_demonstration_evidence_drive_id_criterion_dated_on"),
        "demonstration_evidence",
        ["drive_id", "criterion", "dated_on"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_demonstration_evidence_drive_id_criterion_dated_on"), table_name="demonstration_evidence")
    op.drop_index(
        op.f("ix_demonstration_evidence_division_id_deleted_at_dated_on_id"), table_name="demonstration_evidence"
    )
    op.drop_table("demonstration_evidence")
    op.drop_index(op.f("ix_demonstration_demonstration_operator_id"), table_name="demonstration_demonstration")
    op.drop_index(
        op.f("ix_demonstration_demonstration_division_id_deleted_at_applied_on_id"),
        table_name="demonstration_demonstration",
    )
    op.drop_index(op.f("ix_demonstration_demonstration_awarded_on_kind"), table_name="demonstration_demonstration")
    op.drop_table("demonstration_demonstration")
    op.drop_index(op.f("ix_demonstration_acceptance_drive_id_state"), table_name="demonstration_acceptance")
    op.drop_index(
        op.f("ix_demonstration_acceptance_division_id_deleted_at_self_assessed_on_id"),
        table_name="demonstration_acceptance",
    )
    op.drop_table("demonstration_acceptance")
    op.drop_index(
        op.f("ix_demonstration_programme_division_id_deleted_at_starts_on_id"), table_name="demonstration_programme"
    )
    op.drop_table("demonstration_programme")
    op.drop_index(
        op.f("ix_demonstration_highlight_division_id_deleted_at_planned_on_id"), table_name="demonstration_highlight"
    )
    op.drop_table("demonstration_highlight")
