"""Make the tables of selfcheck."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "selfcheck_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "selfcheck_check",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("cycle", types.Text(), nullable=False, comment="自查类型"),
        sa.Column("checked_on", types.Day(), nullable=False, comment="自查日期"),
        sa.Column("outcome", types.Text(), nullable=False, comment="自查结果"),
        sa.Column("answers", types.Text(), nullable=False, comment="负责人身份"),
        sa.Column("checker", types.Text(50), nullable=False, comment="自查人"),
        sa.Column("problems", types.Text(), nullable=False, comment="发现的问题"),
        sa.Column("measures", types.Text(), nullable=False, comment="处置措施"),
        sa.Column("solved_on", types.Day(), nullable=True, comment="整改完成日期"),
        sa.Column("meal_place", types.Text(), nullable=True, comment="供餐类型"),
        sa.Column("diners", types.Whole(), nullable=True, comment="平均每餐用餐人数"),
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
            ["division_id"], ["division.id"], name=op.f("fk_selfcheck_check_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_selfcheck_check_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selfcheck_check")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_selfcheck_check_division_id_key")),
        comment="自查记录",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_selfcheck_check_cycle_checked_on"), "selfcheck_check", ["cycle", "checked_on"], unique=False
    )
    op.create_index(
        op.f("ix_selfcheck_check_division_id_deleted_at_checked_on_id"),
        "selfcheck_check",
        ["division_id", "deleted_at", "checked_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_selfcheck_check_operator_id_cycle_checked_on"),
        "selfcheck_check",
        ["operator_id", "cycle", "checked_on"],
        unique=False,
    )
    op.create_table(
        "selfcheck_risk_item",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("risk", types.Text(100), nullable=False, comment="风险点"),
        sa.Column("measure", types.Text(500), nullable=False, comment="管控措施"),
        sa.Column("cycle", types.Text(), nullable=False, comment="管控频次"),
        sa.Column("responsible", types.Text(50), nullable=False, comment="责任人"),
        sa.Column("since", types.Day(), nullable=False, comment="列入日期"),
        sa.Column("until", types.Day(), nullable=True, comment="移出日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_selfcheck_risk_item_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_selfcheck_risk_item_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selfcheck_risk_item")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_selfcheck_risk_item_division_id_key")),
        comment="风险管控清单",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_selfcheck_risk_item_division_id_deleted_at_since_id"),
        "selfcheck_risk_item",
        ["division_id", "deleted_at", "since", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_selfcheck_risk_item_operator_id_cycle"), "selfcheck_risk_item", ["operator_id", "cycle"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_selfcheck_risk_item_operator_id_cycle"), table_name="selfcheck_risk_item")
    op.drop_index(op.f("ix_selfcheck_risk_item_division_id_deleted_at_since_id"), table_name="selfcheck_risk_item")
    op.drop_table("selfcheck_risk_item")
    op.drop_index(op.f("ix_selfcheck_check_operator_id_cycle_checked_on"), table_name="selfcheck_check")
    op.drop_index(op.f("ix_selfcheck_check_division_id_deleted_at_checked_on_id"), table_name="selfcheck_check")
    op.drop_index(op.f("ix_selfcheck_check_cycle_checked_on"), table_name="selfcheck_check")
    op.drop_table("selfcheck_check")
