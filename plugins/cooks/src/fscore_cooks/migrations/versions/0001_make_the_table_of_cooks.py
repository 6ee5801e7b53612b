"""Make the table of cooks."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "cooks_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "cooks_rural_cook",
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("name", types.Text(50), nullable=False, comment="姓名"),
        sa.Column("registered_on", types.Day(), nullable=False, comment="登记日期"),
        sa.Column("team", types.Text(50), nullable=False, comment="厨师队"),
        sa.Column("years", types.Whole(), nullable=True, comment="从业年限"),
        sa.Column("area", types.Text(100), nullable=False, comment="活动区域"),
        sa.Column("mobile", types.Text(200), nullable=True, comment="电话"),
        sa.Column("left_on", types.Day(), nullable=True, comment="退出日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_cooks_rural_cook_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cooks_rural_cook_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooks_rural_cook")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_cooks_rural_cook_division_id_key")),
        comment="农村厨师",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cooks_rural_cook_division_id_deleted_at_registered_on_id"),
        "cooks_rural_cook",
        ["division_id", "deleted_at", "registered_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_cooks_rural_cook_person_id"), "cooks_rural_cook", ["person_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_cooks_rural_cook_person_id"), table_name="cooks_rural_cook")
    op.drop_index(op.f("ix_cooks_rural_cook_division_id_deleted_at_registered_on_id"), table_name="cooks_rural_cook")
    op.drop_table("cooks_rural_cook")
