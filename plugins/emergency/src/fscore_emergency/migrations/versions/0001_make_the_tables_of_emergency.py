"""Make the tables of emergency."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "emergency_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "emergency_drill",
        sa.Column("held_on", types.Day(), nullable=False, comment="演练日期"),
        sa.Column("scenario", types.Text(200), nullable=False, comment="演练内容"),
        sa.Column("people", types.Whole(), nullable=False, comment="参加人数"),
        sa.Column("lessons", types.Text(), nullable=False, comment="总结和改进"),
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
            ["division_id"], ["division.id"], name=op.f("fk_emergency_drill_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_drill")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_emergency_drill_division_id_key")),
        comment="应急演练",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_emergency_drill_division_id_deleted_at_held_on_id"),
        "emergency_drill",
        ["division_id", "deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_table(
        "emergency_plan",
        sa.Column("title", types.Text(100), nullable=False, comment="预案名称"),
        sa.Column("version", types.Text(20), nullable=False, comment="版次"),
        sa.Column("phones", types.Text(), nullable=False, comment="值守电话"),
        sa.Column("state", types.Text(), nullable=False, comment="预案状态"),
        sa.Column("approved_on", types.Day(), nullable=True, comment="批准日期"),
        sa.Column("reviewed_on", types.Day(), nullable=True, comment="最近核对日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_emergency_plan_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_plan")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_emergency_plan_division_id_key")),
        comment="应急处置预案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_emergency_plan_division_id_deleted_at_approved_on_id"),
        "emergency_plan",
        ["division_id", "deleted_at", "approved_on", "id"],
        unique=False,
    )
    op.create_table(
        "emergency_warning",
        sa.Column("level", types.Text(), nullable=False, comment="预警级别"),
        sa.Column("text", types.Text(500), nullable=False, comment="预警内容"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="发布日期"),
        sa.Column("ends_on", types.Day(), nullable=False, comment="有效期至"),
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
            ["division_id"], ["division.id"], name=op.f("fk_emergency_warning_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_warning")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_emergency_warning_division_id_key")),
        comment="风险预警",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_emergency_warning_division_id_deleted_at_starts_on_id"),
        "emergency_warning",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "emergency_zero_report",
        sa.Column("year", types.Whole(), nullable=False, comment="年份"),
        sa.Column("month", types.Whole(), nullable=False, comment="月份"),
        sa.Column("filed_on", types.Day(), nullable=False, comment="报送日期"),
        sa.Column("incidents", types.Whole(), nullable=False, comment="事故起数"),
        sa.Column("reporter", types.Text(50), nullable=False, comment="报送人"),
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
            ["division_id"], ["division.id"], name=op.f("fk_emergency_zero_report_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_zero_report")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_emergency_zero_report_division_id_key")),
        comment="零报告",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_emergency_zero_report_division_id_deleted_at_filed_on_id"),
        "emergency_zero_report",
        ["division_id", "deleted_at", "filed_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emergency_zero_report_division_id_year_month"),
        "emergency_zero_report",
        ["division_id", "year", "month"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emergency_zero_report_year_month"), "emergency_zero_report", ["year", "month"], unique=False
    )
    op.create_table(
        "emergency_incident",
        sa.Column("found_at", types.Moment(), nullable=False, comment="发现时间"),
        sa.Column("place", types.Text(100), nullable=False, comment="发生地点"),
        sa.Column("source", types.Text(), nullable=False, comment="信息来源"),
        sa.Column("ill", types.Whole(), nullable=False, comment="发病人数"),
        sa.Column("exposed", types.Whole(), nullable=True, comment="就餐（接触）人数"),
        sa.Column("hospitalised", types.Whole(), nullable=False, comment="住院人数"),
        sa.Column("dead", types.Whole(), nullable=False, comment="死亡人数"),
        sa.Column("setting", types.Text(), nullable=False, comment="发生场所"),
        sa.Column("spread", types.Text(), nullable=False, comment="波及范围"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="涉及经营主体"),
        sa.Column("food", types.Text(200), nullable=False, comment="可疑食品"),
        sa.Column("symptoms", types.Text(), nullable=False, comment="主要症状"),
        sa.Column("measures", types.Text(), nullable=False, comment="已采取的措施"),
        sa.Column("reporter", types.Text(50), nullable=False, comment="报告人"),
        sa.Column("mobile", types.Text(200), nullable=True, comment="报告人电话"),
        sa.Column("state", types.Text(), nullable=False, comment="处置状态"),
        sa.Column("first_report_at", types.Moment(), nullable=True, comment="首报时间"),
        sa.Column("grade", types.Text(), nullable=True, comment="事故级别"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="办结日期"),
        sa.Column("found_on", types.Day(), nullable=True, comment="发现日期"),
        sa.Column("minutes", types.Whole(), nullable=True, comment="首报用时"),
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
            ["division_id"], ["division.id"], name=op.f("fk_emergency_incident_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_emergency_incident_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_incident")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_emergency_incident_division_id_key")),
        comment="食品安全事故",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_emergency_incident_division_id_deleted_at_found_on_id"),
        "emergency_incident",
        ["division_id", "deleted_at", "found_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emergency_incident_division_id_found_on"),
        "emergency_incident",
        ["division_id", "found_on"],
        unique=False,
    )
    op.create_index(op.f("ix_emergency_incident_operator_id"), "emergency_incident", ["operator_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_emergency_incident_operator_id"), table_name="emergency_incident")
    op.drop_index(op.f("ix_emergency_incident_division_id_found_on"), table_name="emergency_incident")
    op.drop_index(op.f("ix_emergency_incident_division_id_deleted_at_found_on_id"), table_name="emergency_incident")
    op.drop_table("emergency_incident")
    op.drop_index(op.f("ix_emergency_zero_report_year_month"), table_name="emergency_zero_report")
    op.drop_index(op.f("ix_emergency_zero_report_division_id_year_month"), table_name="emergency_zero_report")
    op.drop_index(
        op.f("ix_emergency_zero_report_division_id_deleted_at_filed_on_id"), table_name="emergency_zero_report"
    )
    op.drop_table("emergency_zero_report")
    op.drop_index(op.f("ix_emergency_warning_division_id_deleted_at_starts_on_id"), table_name="emergency_warning")
    op.drop_table("emergency_warning")
    op.drop_index(op.f("ix_emergency_plan_division_id_deleted_at_approved_on_id"), table_name="emergency_plan")
    op.drop_table("emergency_plan")
    op.drop_index(op.f("ix_emergency_drill_division_id_deleted_at_held_on_id"), table_name="emergency_drill")
    op.drop_table("emergency_drill")
