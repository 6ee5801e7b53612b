"""Make the tables of meetings."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "meetings_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "meetings_duty",
        sa.Column("gate", types.Text(), nullable=False, comment="关口"),
        sa.Column("topic", types.Text(100), nullable=False, comment="事项"),
        sa.Column("lead", types.Text(100), nullable=False, comment="牵头部门"),
        sa.Column("support", types.Text(300), nullable=False, comment="配合部门"),
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
            ["division_id"], ["division.id"], name=op.f("fk_meetings_duty_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_duty")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_meetings_duty_division_id_key")),
        comment="部门职责分工",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_meetings_duty_division_id_deleted_at_id"),
        "meetings_duty",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "meetings_meeting",
        sa.Column("title", types.Text(100), nullable=False, comment="会议名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="会议类别"),
        sa.Column("planned_on", types.Day(), nullable=False, comment="计划日期"),
        sa.Column("chair", types.Text(50), nullable=False, comment="主持人"),
        sa.Column("agenda", types.Text(), nullable=False, comment="议题"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("held_on", types.Day(), nullable=True, comment="召开日期"),
        sa.Column("attendees", types.Text(), nullable=False, comment="参会单位和人员"),
        sa.Column("minutes", types.Text(), nullable=False, comment="会议纪要"),
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
            ["division_id"], ["division.id"], name=op.f("fk_meetings_meeting_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_meeting")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_meetings_meeting_division_id_key")),
        comment="会议",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_meetings_meeting_division_id_deleted_at_held_on_id"),
        "meetings_meeting",
        ["division_id", "deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_table(
        "meetings_plan",
        sa.Column("title", types.Text(100), nullable=False, comment="方案名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="方案类别"),
        sa.Column("year", types.Whole(), nullable=False, comment="年度"),
        sa.Column("issuer", types.Text(100), nullable=False, comment="印发单位"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("issued_on", types.Day(), nullable=True, comment="印发日期"),
        sa.Column("number", types.Text(60), nullable=False, comment="文号"),
        sa.Column("superseded_on", types.Day(), nullable=True, comment="替代日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_meetings_plan_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_plan")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_meetings_plan_division_id_key")),
        comment="工作方案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_meetings_plan_division_id_deleted_at_issued_on_id"),
        "meetings_plan",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meetings_plan_division_id_kind_year"), "meetings_plan", ["division_id", "kind", "year"], unique=False
    )
    op.create_table(
        "meetings_decision",
        sa.Column("meeting_id", types.Whole(), nullable=False, comment="会议"),
        sa.Column("task", types.Text(), nullable=False, comment="决定事项"),
        sa.Column("owner", types.Text(100), nullable=False, comment="责任人（单位）"),
        sa.Column("due_on", types.Day(), nullable=False, comment="完成期限"),
        sa.Column("state", types.Text(), nullable=False, comment="落实情况"),
        sa.Column("done_on", types.Day(), nullable=True, comment="落实日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_meetings_decision_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings_meeting.id"], name=op.f("fk_meetings_decision_meeting_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_decision")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_meetings_decision_division_id_key")),
        comment="会议决定",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_meetings_decision_division_id_deleted_at_due_on_id"),
        "meetings_decision",
        ["division_id", "deleted_at", "due_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_meetings_decision_meeting_id"), "meetings_decision", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meetings_decision_state_due_on"), "meetings_decision", ["state", "due_on"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_meetings_decision_state_due_on"), table_name="meetings_decision")
    op.drop_index(op.f("ix_meetings_decision_meeting_id"), table_name="meetings_decision")
    op.drop_index(op.f("ix_meetings_decision_division_id_deleted_at_due_on_id"), table_name="meetings_decision")
    op.drop_table("meetings_decision")
    op.drop_index(op.f("ix_meetings_plan_division_id_kind_year"), table_name="meetings_plan")
    op.drop_index(op.f("ix_meetings_plan_division_id_deleted_at_issued_on_id"), table_name="meetings_plan")
    op.drop_table("meetings_plan")
    op.drop_index(op.f("ix_meetings_meeting_division_id_deleted_at_held_on_id"), table_name="meetings_meeting")
    op.drop_table("meetings_meeting")
    op.drop_index(op.f("ix_meetings_duty_division_id_deleted_at_id"), table_name="meetings_duty")
    op.drop_table("meetings_duty")
