"""Let divisions set rules of their own."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "core_0004"
down_revision = "core_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "local_rule",
        sa.Column("code", types.Text(80), nullable=False, comment="规则编号"),
        sa.Column("value", types.Whole(), nullable=False, comment="数值"),
        sa.Column("op", types.Text(), nullable=False, comment="比较"),
        sa.Column("unit", types.Text(20), nullable=False, comment="单位"),
        sa.Column("effective", types.Day(), nullable=False, comment="施行日期"),
        sa.Column("title", types.Text(200), nullable=False, comment="文件名称"),
        sa.Column("superseded", types.Day(), nullable=True, comment="失效日期"),
        sa.Column("number", types.Text(60), nullable=False, comment="文号"),
        sa.Column("article", types.Text(60), nullable=False, comment="条款"),
        sa.Column("verified", types.Flag(), nullable=False, comment="已核对原文"),
        sa.Column("verified_on", types.Day(), nullable=True, comment="核对日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_local_rule_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_rule")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_local_rule_division_id_key")),
        comment="本地规则",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_local_rule_division_id_effective"), "local_rule", ["division_id", "effective"], unique=False
    )
    op.create_index(op.f("ix_local_rule_division_id_id"), "local_rule", ["division_id", "id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_local_rule_division_id_id"), table_name="local_rule")
    op.drop_index(op.f("ix_local_rule_division_id_effective"), table_name="local_rule")
    op.drop_table("local_rule")
