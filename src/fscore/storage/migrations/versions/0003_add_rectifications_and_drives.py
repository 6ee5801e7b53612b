"""Add rectifications and drives."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "core_0003"
down_revision = "core_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "drive",
        sa.Column("name", types.Text(100), nullable=False, comment="创建名称"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="启动日期"),
        sa.Column("ends_on", types.Day(), nullable=True, comment="验收日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_drive_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drive")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_drive_division_id_key")),
        comment="创建活动",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_drive_division_id_id"), "drive", ["division_id", "id"], unique=False)
    op.create_index(op.f("ix_drive_division_id_starts_on"), "drive", ["division_id", "starts_on"], unique=False)
    op.create_table(
        "rectification",
        sa.Column("problem", types.Text(), nullable=False, comment="问题"),
        sa.Column("found_on", types.Day(), nullable=False, comment="发现日期"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
        sa.Column("source", types.Text(60), nullable=False, comment="来源记录"),
        sa.Column("source_id", types.Whole(), nullable=True, comment="来源编号"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("due_on", types.Day(), nullable=True, comment="整改期限"),
        sa.Column("rechecked_on", types.Day(), nullable=True, comment="复查日期"),
        sa.Column("rechecks_failed", types.Whole(), nullable=False, comment="复查不合格次数"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="办结日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_rectification_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_rectification_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_rectification_division_id_key")),
        comment="整改",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_rectification_division_id_found_on"), "rectification", ["division_id", "found_on"], unique=False
    )
    op.create_index(op.f("ix_rectification_division_id_id"), "rectification", ["division_id", "id"], unique=False)
    op.create_index(op.f("ix_rectification_operator_id_state"), "rectification", ["operator_id", "state"], unique=False)
    op.create_index(op.f("ix_rectification_state_due_on"), "rectification", ["state", "due_on"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_rectification_state_due_on"), table_name="rectification")
    op.drop_index(op.f("ix_rectification_operator_id_state"), table_name="rectification")
    op.drop_index(op.f("ix_rectification_division_id_id"), table_name="rectification")
    op.drop_index(op.f("ix_rectification_division_id_found_on"), table_name="rectification")
    op.drop_table("rectification")
    op.drop_index(op.f("ix_drive_division_id_starts_on"), table_name="drive")
    op.drop_index(op.f("ix_drive_division_id_id"), table_name="drive")
    op.drop_table("drive")
