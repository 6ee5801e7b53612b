"""Make the tables of events."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "events_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "events_protection",
        sa.Column("name", types.Text(100), nullable=False, comment="活动名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="保障类型"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="开始日期"),
        sa.Column("ends_on", types.Day(), nullable=False, comment="结束日期"),
        sa.Column("sites", types.Text(), nullable=False, comment="保障点位"),
        sa.Column("staff", types.Text(), nullable=False, comment="保障人员"),
        sa.Column("diners", types.Whole(), nullable=True, comment="用餐人数"),
        sa.Column("state", types.Text(), nullable=False, comment="保障进度"),
        sa.Column("checked_on", types.Day(), nullable=True, comment="前期检查日期"),
        sa.Column("checks", types.Text(), nullable=False, comment="检查合格项目"),
        sa.Column("samples", types.Whole(), nullable=False, comment="留样份数"),
        sa.Column("papers", types.Text(), nullable=False, comment="已归档材料"),
        sa.Column("incidents", types.Whole(), nullable=True, comment="事故起数"),
        sa.Column("summary", types.Text(), nullable=False, comment="工作小结"),
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
            ["division_id"], ["division.id"], name=op.f("fk_events_protection_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events_protection")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_events_protection_division_id_key")),
        comment="活动保障",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_events_protection_division_id_deleted_at_starts_on_id"),
        "events_protection",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_events_protection_state_starts_on"), "events_protection", ["state", "starts_on"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_events_protection_state_starts_on"), table_name="events_protection")
    op.drop_index(op.f("ix_events_protection_division_id_deleted_at_starts_on_id"), table_name="events_protection")
    op.drop_table("events_protection")
