"""Make the tables of training."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "training_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "training_session",
        sa.Column("title", types.Text(100), nullable=False, comment="培训名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="培训类别"),
        sa.Column("planned_on", types.Day(), nullable=False, comment="计划日期"),
        sa.Column("audience", types.Text(), nullable=False, comment="参训对象"),
        sa.Column("topics", types.Text(), nullable=False, comment="培训内容"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("held_on", types.Day(), nullable=True, comment="举办日期"),
        sa.Column("hours", types.Whole(), nullable=True, comment="学时"),
        sa.Column("trainer", types.Text(100), nullable=False, comment="主讲人"),
        sa.Column("place", types.Text(100), nullable=False, comment="地点"),
        sa.Column("joint_with", types.Text(100), nullable=False, comment="联合举办部门"),
        sa.Column("headcount", types.Whole(), nullable=True, comment="到会人数"),
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
            ["division_id"], ["division.id"], name=op.f("fk_training_session_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_training_session_division_id_key")),
        comment="培训",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_training_session_division_id_deleted_at_held_on_id"),
        "training_session",
        ["division_id", "deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_table(
        "training_attendance",
        sa.Column("session_id", types.Whole(), nullable=False, comment="培训"),
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("present", types.Flag(), nullable=False, comment="到会"),
        sa.Column("score", types.Whole(), nullable=True, comment="测试得分"),
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
            ["division_id"], ["division.id"], name=op.f("fk_training_attendance_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_training_attendance_person_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_training_attendance_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_attendance")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_training_attendance_division_id_key")),
        comment="培训签到",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_training_attendance_division_id_deleted_at_id"),
        "training_attendance",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_attendance_person_id_present"), "training_attendance", ["person_id", "present"], unique=False
    )
    op.create_index(op.f("ix_training_attendance_session_id"), "training_attendance", ["session_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_training_attendance_session_id"), table_name="training_attendance")
    op.drop_index(op.f("ix_training_attendance_person_id_present"), table_name="training_attendance")
    op.drop_index(op.f("ix_training_attendance_division_id_deleted_at_id"), table_name="training_attendance")
    op.drop_table("training_attendance")
    op.drop_index(op.f("ix_training_session_division_id_deleted_at_held_on_id"), table_name="training_session")
    op.drop_table("training_session")
