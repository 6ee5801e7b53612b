"""Make the tables of budget."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "budget_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "budget_budget",
        sa.Column("year", types.Whole(), nullable=False, comment="年度"),
        sa.Column("kind", types.Text(), nullable=False, comment="经费类别"),
        sa.Column("payer", types.Text(100), nullable=False, comment="安排单位"),
        sa.Column("amount", types.Whole(), nullable=False, comment="安排金额"),
        sa.Column("document", types.Text(200), nullable=False, comment="依据文件"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("allocated_on", types.Day(), nullable=True, comment="拨付日期"),
        sa.Column("spent", types.Whole(), nullable=False, comment="已支出"),
        sa.Column("first_spent_on", types.Day(), nullable=True, comment="首笔支出日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_budget_budget_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_budget")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_budget_budget_division_id_key")),
        comment="经费",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_budget_budget_division_id_deleted_at_allocated_on_id"),
        "budget_budget",
        ["division_id", "deleted_at", "allocated_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_budget_budget_division_id_kind_year"), "budget_budget", ["division_id", "kind", "year"], unique=False
    )
    op.create_index(op.f("ix_budget_budget_state_year"), "budget_budget", ["state", "year"], unique=False)
    op.create_table(
        "budget_expense",
        sa.Column("budget_id", types.Whole(), nullable=False, comment="经费来源"),
        sa.Column("spent_on", types.Day(), nullable=False, comment="支出日期"),
        sa.Column("amount", types.Whole(), nullable=False, comment="支出金额"),
        sa.Column("purpose", types.Text(), nullable=False, comment="用途"),
        sa.Column("voucher", types.Text(50), nullable=False, comment="凭证号"),
        sa.Column("payee", types.Text(100), nullable=False, comment="收款单位"),
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
            ["budget_id"], ["budget_budget.id"], name=op.f("fk_budget_expense_budget_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_budget_expense_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_expense")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_budget_expense_division_id_key")),
        comment="经费支出",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_budget_expense_budget_id"), "budget_expense", ["budget_id"], unique=False)
    op.create_index(
        op.f("ix_budget_expense_division_id_deleted_at_spent_on_id"),
        "budget_expense",
        ["division_id", "deleted_at", "spent_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_budget_expense_division_id_deleted_at_spent_on_id"), table_name="budget_expense")
    op.drop_index(op.f("ix_budget_expense_budget_id"), table_name="budget_expense")
    op.drop_table("budget_expense")
    op.drop_index(op.f("ix_budget_budget_state_year"), table_name="budget_budget")
    op.drop_index(op.f("ix_budget_budget_division_id_kind_year"), table_name="budget_budget")
    op.drop_index(op.f("ix_budget_budget_division_id_deleted_at_allocated_on_id"), table_name="budget_budget")
    op.drop_table("budget_budget")
