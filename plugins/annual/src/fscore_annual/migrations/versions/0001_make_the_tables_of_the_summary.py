"""Make the tables of the summary."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "annual_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "annual_priority",
        sa.Column("year", types.Whole(), nullable=False, comment="总结年份"),
        sa.Column("focus", types.Text(), nullable=False, comment="重点"),
        sa.Column("tasks", types.Text(), nullable=False, comment="任务"),
        sa.Column("owner", types.Text(50), nullable=False, comment="负责人"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
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
            ["division_id"], ["division.id"], name=op.f("fk_annual_priority_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_priority")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_annual_priority_division_id_key")),
        comment="下一步重点",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_annual_priority_division_id_deleted_at_id"),
        "annual_priority",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "annual_problem",
        sa.Column("year", types.Whole(), nullable=False, comment="年份"),
        sa.Column("text", types.Text(), nullable=False, comment="问题"),
        sa.Column("category", types.Text(), nullable=False, comment="类别"),
        sa.Column("measures", types.Text(), nullable=False, comment="措施"),
        sa.Column("module", types.Text(40), nullable=True, comment="涉及模块"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
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
            ["division_id"], ["division.id"], name=op.f("fk_annual_problem_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_problem")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_annual_problem_division_id_key")),
        comment="存在问题",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_annual_problem_division_id_deleted_at_id"),
        "annual_problem",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "annual_summary",
        sa.Column("year", types.Whole(), nullable=False, comment="年份"),
        sa.Column("drafted_on", types.Day(), nullable=False, comment="起草日期"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("signed_by", types.Text(50), nullable=False, comment="签发人"),
        sa.Column("sha256", types.Text(200), nullable=True, comment="文件摘要"),
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
            ["division_id"], ["division.id"], name=op.f("fk_annual_summary_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_summary")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_annual_summary_division_id_key")),
        comment="年度总结",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_annual_summary_division_id_deleted_at_drafted_on_id"),
        "annual_summary",
        ["division_id", "deleted_at", "drafted_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_annual_summary_division_id_deleted_at_drafted_on_id"), table_name="annual_summary")
    op.drop_table("annual_summary")
    op.drop_index(op.f("ix_annual_problem_division_id_deleted_at_id"), table_name="annual_problem")
    op.drop_table("annual_problem")
    op.drop_index(op.f("ix_annual_priority_division_id_deleted_at_id"), table_name="annual_priority")
    op.drop_table("annual_priority")
