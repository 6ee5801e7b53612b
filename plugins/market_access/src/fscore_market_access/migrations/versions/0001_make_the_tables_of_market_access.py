"""Make the tables of market access."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "market_access_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "market_access_admission",
        sa.Column("produce", types.Text(), nullable=False, comment="农产品类别"),
        sa.Column("lot", types.Text(60), nullable=False, comment="批次"),
        sa.Column("market", types.Text(100), nullable=False, comment="市场"),
        sa.Column("owner", types.Text(50), nullable=False, comment="货主"),
        sa.Column("presented_on", types.Day(), nullable=False, comment="申报日期"),
        sa.Column("proof", types.Text(), nullable=True, comment="证明种类"),
        sa.Column("proof_number", types.Text(60), nullable=False, comment="证明编号"),
        sa.Column("passes", types.Text(), nullable=False, comment="已过的关"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("decided_on", types.Day(), nullable=True, comment="决定日期"),
        sa.Column("reason", types.Text(200), nullable=False, comment="不准入市的原因"),
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
            ["division_id"], ["division.id"], name=op.f("fk_market_access_admission_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_admission")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_admission_division_id_key")),
        comment="市场准入登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_admission_division_id_deleted_at_presented_on_id"),
        "market_access_admission",
        ["division_id", "deleted_at", "presented_on", "id"],
        unique=False,
    )
    op.create_table(
        "market_access_slaughterhouse",
        sa.Column("name", types.Text(100), nullable=False, comment="名称"),
        sa.Column("code", types.Text(30), nullable=False, comment="定点屠宰代码"),
        sa.Column("address", types.Text(200), nullable=False, comment="地址"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
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
            ["division_id"],
            ["division.id"],
            name=op.f("fk_market_access_slaughterhouse_division_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_slaughterhouse")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_slaughterhouse_division_id_key")),
        comment="定点屠宰场",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_slaughterhouse_division_id_deleted_at_id"),
        "market_access_slaughterhouse",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "market_access_unlicensed_case",
        sa.Column("place", types.Text(100), nullable=False, comment="地点"),
        sa.Column("found_on", types.Day(), nullable=False, comment="发现日期"),
        sa.Column("person", types.Text(50), nullable=False, comment="经营者"),
        sa.Column("sells", types.Text(100), nullable=False, comment="经营内容"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("guided_on", types.Day(), nullable=True, comment="指导日期"),
        sa.Column("ended_on", types.Day(), nullable=True, comment="办结日期"),
        sa.Column("licence_number", types.Text(50), nullable=False, comment="所办证号"),
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
            ["division_id"],
            ["division.id"],
            name=op.f("fk_market_access_unlicensed_case_division_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_unlicensed_case")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_unlicensed_case_division_id_key")),
        comment="无证无照经营",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_unlicensed_case_division_id_deleted_at_found_on_id"),
        "market_access_unlicensed_case",
        ["division_id", "deleted_at", "found_on", "id"],
        unique=False,
    )
    op.create_table(
        "market_access_document",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("supplier", types.Text(100), nullable=False, comment="供货者"),
        sa.Column("kind", types.Text(), nullable=False, comment="证票种类"),
        sa.Column("number", types.Text(60), nullable=False, comment="证票编号"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="开具日期"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("revoked_on", types.Day(), nullable=True, comment="吊销日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_market_access_document_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_market_access_document_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_document")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_document_division_id_key")),
        comment="索证索票登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_document_division_id_deleted_at_issued_on_id"),
        "market_access_document",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_market_access_document_operator_id_kind"),
        "market_access_document",
        ["operator_id", "kind"],
        unique=False,
    )
    op.create_index(op.f("ix_market_access_document_valid_to"), "market_access_document", ["valid_to"], unique=False)
    op.create_table(
        "market_access_ledger_entry",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("bought_on", types.Day(), nullable=False, comment="进货日期"),
        sa.Column("name", types.Text(100), nullable=False, comment="食品名称"),
        sa.Column("quantity", types.Whole(), nullable=False, comment="数量"),
        sa.Column("measure", types.Text(10), nullable=False, comment="计量单位"),
        sa.Column("supplier", types.Text(100), nullable=False, comment="供货者"),
        sa.Column("supplier_phone", types.Text(200), nullable=True, comment="供货者电话"),
        sa.Column("specification", types.Text(50), nullable=False, comment="规格"),
        sa.Column("batch", types.Text(50), nullable=False, comment="生产批号"),
        sa.Column("produced_on", types.Day(), nullable=True, comment="生产日期"),
        sa.Column("shelf_life", types.Whole(), nullable=True, comment="保质期"),
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
            ["division_id"],
            ["division.id"],
            name=op.f("fk_market_access_ledger_entry_division_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
            name=op.f("fk_market_access_ledger_entry_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_ledger_entry")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_ledger_entry_division_id_key")),
        comment="进货台账",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_ledger_entry_division_id_deleted_at_bought_on_id"),
        "market_access_ledger_entry",
        ["division_id", "deleted_at", "bought_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_market_access_ledger_entry_operator_id_bought_on"),
        "market_access_ledger_entry",
        ["operator_id", "bought_on"],
        unique=False,
    )
    op.create_table(
        "market_access_pork_lot",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="购货单位"),
        sa.Column("bought_on", types.Day(), nullable=False, comment="购货日期"),
        sa.Column("weight", types.Whole(), nullable=False, comment="重量"),
        sa.Column("slaughterhouse_id", types.Whole(), nullable=True, comment="定点屠宰场"),
        sa.Column("quarantine_number", types.Text(60), nullable=False, comment="动物检疫合格证明编号"),
        sa.Column("quality_number", types.Text(60), nullable=False, comment="肉品品质检验合格证编号"),
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
            ["division_id"], ["division.id"], name=op.f("fk_market_access_pork_lot_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_market_access_pork_lot_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["slaughterhouse_id"],
            ["market_access_slaughterhouse.id"],
            name=op.f("fk_market_access_pork_lot_slaughterhouse_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_access_pork_lot")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_market_access_pork_lot_division_id_key")),
        comment="猪肉进货登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_market_access_pork_lot_division_id_deleted_at_bought_on_id"),
        "market_access_pork_lot",
        ["division_id", "deleted_at", "bought_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_market_access_pork_lot_operator_id_bought_on"),
        "market_access_pork_lot",
        ["operator_id", "bought_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_market_access_pork_lot_slaughterhouse_id"),
        "market_access_pork_lot",
        ["slaughterhouse_id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_market_access_pork_lot_slaughterhouse_id"), table_name="market_access_pork_lot")
    op.drop_index(op.f("ix_market_access_pork_lot_operator_id_bought_on"), table_name="market_access_pork_lot")
    op.drop_index(
        op.f("ix_market_access_pork_lot_division_id_deleted_at_bought_on_id"), table_name="market_access_pork_lot"
    )
    op.drop_table("market_access_pork_lot")
    op.drop_index(op.f("ix_market_access_ledger_entry_operator_id_bought_on"), table_name="market_access_ledger_entry")
    op.drop_index(
        op.f("ix_market_access_ledger_entry_division_id_deleted_at_bought_on_id"),
        table_name="market_access_ledger_entry",
    )
    op.drop_table("market_access_ledger_entry")
    op.drop_index(op.f("ix_market_access_document_valid_to"), table_name="market_access_document")
    op.drop_index(op.f("ix_market_access_document_operator_id_kind"), table_name="market_access_document")
    op.drop_index(
        op.f("ix_market_access_document_division_id_deleted_at_issued_on_id"), table_name="market_access_document"
    )
    op.drop_table("market_access_document")
    op.drop_index(
        op.f("ix_market_access_unlicensed_case_division_id_deleted_at_found_on_id"),
        table_name="market_access_unlicensed_case",
    )
    op.drop_table("market_access_unlicensed_case")
    op.drop_index(
        op.f("ix_market_access_slaughterhouse_division_id_deleted_at_id"), table_name="market_access_slaughterhouse"
    )
    op.drop_table("market_access_slaughterhouse")
    op.drop_index(
        op.f("ix_market_access_admission_division_id_deleted_at_presented_on_id"), table_name="market_access_admission"
    )
    op.drop_table("market_access_admission")
