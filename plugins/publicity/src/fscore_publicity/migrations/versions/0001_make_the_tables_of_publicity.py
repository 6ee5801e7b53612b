"""Make the tables of publicity."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "publicity_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "publicity_event",
        sa.Column("name", types.Text(100), nullable=False, comment="活动名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="活动类别"),
        sa.Column("venue", types.Text(), nullable=False, comment="进入的场所"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="开始日期"),
        sa.Column("ends_on", types.Day(), nullable=True, comment="结束日期"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("done_on", types.Day(), nullable=True, comment="举办日期"),
        sa.Column("theme", types.Text(100), nullable=False, comment="主题"),
        sa.Column("place", types.Text(100), nullable=False, comment="地点"),
        sa.Column("attendees", types.Whole(), nullable=True, comment="参加人数"),
        sa.Column("copies", types.Whole(), nullable=True, comment="现场发放份数"),
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
            ["division_id"], ["division.id"], name=op.f("fk_publicity_event_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_event")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_publicity_event_division_id_key")),
        comment="宣传活动",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_publicity_event_division_id_deleted_at_done_on_id"),
        "publicity_event",
        ["division_id", "deleted_at", "done_on", "id"],
        unique=False,
    )
    op.create_table(
        "publicity_material",
        sa.Column("campaign", types.Text(100), nullable=False, comment="宣传活动名称"),
        sa.Column("title", types.Text(100), nullable=False, comment="材料名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="材料种类"),
        sa.Column("printed_on", types.Day(), nullable=False, comment="印制（领取）日期"),
        sa.Column("copies", types.Whole(), nullable=False, comment="印制（领取）份数"),
        sa.Column("quota", types.Whole(), nullable=True, comment="任务份数"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("distributed_on", types.Day(), nullable=True, comment="发放（张贴）日期"),
        sa.Column("distributed", types.Whole(), nullable=True, comment="发放（张贴）份数"),
        sa.Column("place", types.Text(100), nullable=False, comment="发放（张贴）地点"),
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
            ["division_id"], ["division.id"], name=op.f("fk_publicity_material_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_material")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_publicity_material_division_id_key")),
        comment="宣传材料",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_publicity_material_division_id_deleted_at_distributed_on_id"),
        "publicity_material",
        ["division_id", "deleted_at", "distributed_on", "id"],
        unique=False,
    )
    op.create_table(
        "publicity_notice_board",
        sa.Column("place", types.Text(100), nullable=False, comment="宣传栏位置"),
        sa.Column("put_up_on", types.Day(), nullable=False, comment="设立日期"),
        sa.Column("updated_on", types.Day(), nullable=False, comment="最近更新日期"),
        sa.Column("contents", types.Text(), nullable=False, comment="公示内容"),
        sa.Column("removed_on", types.Day(), nullable=True, comment="撤除日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_publicity_notice_board_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_notice_board")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_publicity_notice_board_division_id_key")),
        comment="食品安全宣传栏",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_publicity_notice_board_division_id_deleted_at_updated_on_id"),
        "publicity_notice_board",
        ["division_id", "deleted_at", "updated_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(
        op.f("ix_publicity_notice_board_division_id_deleted_at_updated_on_id"), table_name="publicity_notice_board"
    )
    op.drop_table("publicity_notice_board")
    op.drop_index(
        op.f("ix_publicity_material_division_id_deleted_at_distributed_on_id"), table_name="publicity_material"
    )
    op.drop_table("publicity_material")
    op.drop_index(op.f("ix_publicity_event_division_id_deleted_at_done_on_id"), table_name="publicity_event")
    op.drop_table("publicity_event")
