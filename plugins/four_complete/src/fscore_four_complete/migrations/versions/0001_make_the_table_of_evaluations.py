"""Make the table of evaluations."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "four_complete_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "four_complete_evaluation",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("applied_on", types.Day(), nullable=False, comment="申报日期"),
        sa.Column("occasion", types.Text(), nullable=False, comment="事由"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("evaluated_on", types.Day(), nullable=True, comment="评定日期"),
        sa.Column("licence", types.Flag(), nullable=False, comment="证照齐全"),
        sa.Column("ledger", types.Flag(), nullable=False, comment="台账齐全"),
        sa.Column("invoices", types.Flag(), nullable=False, comment="票证齐全"),
        sa.Column("notice_board", types.Flag(), nullable=False, comment="食品信息公示栏齐全"),
        sa.Column("evidence", types.Text(500), nullable=False, comment="照片和凭据"),
        sa.Column("evaluator", types.Text(50), nullable=False, comment="评定人"),
        sa.Column("awarded_on", types.Day(), nullable=True, comment="授牌日期"),
        sa.Column("revoked_on", types.Day(), nullable=True, comment="撤牌日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_four_complete_evaluation_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_four_complete_evaluation_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_four_complete_evaluation")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_four_complete_evaluation_division_id_key")),
        comment="示范店评定",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_four_complete_evaluation_division_id_deleted_at_evaluated_on_id"),
        "four_complete_evaluation",
        ["division_id", "deleted_at", "evaluated_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_four_complete_evaluation_operator_id_evaluated_on"),
        "four_complete_evaluation",
        ["operator_id", "evaluated_on"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_four_complete_evaluation_operator_id_evaluated_on"), table_name="four_complete_evaluation")
    op.drop_index(
        op.f("ix_four_complete_evaluation_division_id_deleted_at_evaluated_on_id"),
        table_name="four_complete_evaluation",
    )
    op.drop_table("four_complete_evaluation")
