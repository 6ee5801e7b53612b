"""Make the tables of farms."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "farm_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "farm_grower",
        sa.Column("name", types.Text(100), nullable=False, comment="名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="类别"),
        sa.Column("registered_on", types.Day(), nullable=False, comment="登记日期"),
        sa.Column("produce", types.Text(), nullable=False, comment="主要产品"),
        sa.Column("scaled", types.Flag(), nullable=False, comment="规模生产"),
        sa.Column("contact", types.Text(50), nullable=False, comment="联系人"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
        sa.Column("credit_code", types.Text(18), nullable=True, comment="统一社会信用代码"),
        sa.Column("area", types.Whole(), nullable=True, comment="种养面积"),
        sa.Column("members", types.Whole(), nullable=True, comment="社员户数"),
        sa.Column("law_told_on", types.Day(), nullable=True, comment="最近一次宣传农产品质量安全法"),
        sa.Column("ended_on", types.Day(), nullable=True, comment="停产日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_grower_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_grower")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_grower_division_id_key")),
        comment="农产品生产者",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_grower_division_id_deleted_at_registered_on_id"),
        "farm_grower",
        ["division_id", "deleted_at", "registered_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_farm_grower_kind_registered_on"), "farm_grower", ["kind", "registered_on"], unique=False)
    op.create_table(
        "farm_input_shop",
        sa.Column("name", types.Text(100), nullable=False, comment="店名"),
        sa.Column("keeper", types.Text(50), nullable=False, comment="负责人"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
        sa.Column("address", types.Text(200), nullable=False, comment="地址"),
        sa.Column("licence_number", types.Text(50), nullable=False, comment="经营许可证号"),
        sa.Column("licence_valid_to", types.Day(), nullable=True, comment="许可证有效期至"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="歇业日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_input_shop_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_input_shop")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_input_shop_division_id_key")),
        comment="农资店",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_input_shop_division_id_deleted_at_id"),
        "farm_input_shop",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "farm_base_cert",
        sa.Column("grower_id", types.Whole(), nullable=False, comment="生产者"),
        sa.Column("kind", types.Text(), nullable=False, comment="认证种类"),
        sa.Column("number", types.Text(50), nullable=False, comment="证书编号"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发证日期"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("revoked_on", types.Day(), nullable=True, comment="撤销日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_base_cert_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grower_id"], ["farm_grower.id"], name=op.f("fk_farm_base_cert_grower_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_base_cert")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_base_cert_division_id_key")),
        comment="基地认证",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_base_cert_division_id_deleted_at_issued_on_id"),
        "farm_base_cert",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_farm_base_cert_grower_id"), "farm_base_cert", ["grower_id"], unique=False)
    op.create_table(
        "farm_input_inspection",
        sa.Column("focus", types.Text(), nullable=False, comment="检查重点"),
        sa.Column("inspected_on", types.Day(), nullable=False, comment="检查日期"),
        sa.Column("inspector", types.Text(50), nullable=False, comment="检查人员"),
        sa.Column("second_inspector", types.Text(50), nullable=False, comment="另一名检查人员"),
        sa.Column("violations", types.Whole(), nullable=False, comment="违规案件数"),
        sa.Column("shop_id", types.Whole(), nullable=True, comment="农资店"),
        sa.Column("grower_id", types.Whole(), nullable=True, comment="生产者"),
        sa.Column("found", types.Text(), nullable=False, comment="检查情况"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_input_inspection_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grower_id"], ["farm_grower.id"], name=op.f("fk_farm_input_inspection_grower_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["farm_input_shop.id"], name=op.f("fk_farm_input_inspection_shop_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_input_inspection")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_input_inspection_division_id_key")),
        comment="农业投入品检查",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_input_inspection_division_id_deleted_at_inspected_on_id"),
        "farm_input_inspection",
        ["division_id", "deleted_at", "inspected_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_farm_input_inspection_grower_id"), "farm_input_inspection", ["grower_id"], unique=False)
    op.create_index(op.f("ix_farm_input_inspection_shop_id"), "farm_input_inspection", ["shop_id"], unique=False)
    op.create_table(
        "farm_input_ledger_entry",
        sa.Column("shop_id", types.Whole(), nullable=False, comment="农资店"),
        sa.Column("direction", types.Text(), nullable=False, comment="方向"),
        sa.Column("traded_on", types.Day(), nullable=False, comment="日期"),
        sa.Column("item", types.Text(100), nullable=False, comment="品名"),
        sa.Column("quantity", types.Whole(), nullable=False, comment="数量"),
        sa.Column("measure", types.Text(10), nullable=False, comment="计量单位"),
        sa.Column("party", types.Text(100), nullable=False, comment="供货者（购买者）"),
        sa.Column("specification", types.Text(50), nullable=False, comment="规格"),
        sa.Column("batch", types.Text(50), nullable=False, comment="产品批号"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_input_ledger_entry_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["farm_input_shop.id"], name=op.f("fk_farm_input_ledger_entry_shop_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_input_ledger_entry")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_input_ledger_entry_division_id_key")),
        comment="农资购销台账",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_input_ledger_entry_division_id_deleted_at_traded_on_id"),
        "farm_input_ledger_entry",
        ["division_id", "deleted_at", "traded_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_farm_input_ledger_entry_shop_id_traded_on"),
        "farm_input_ledger_entry",
        ["shop_id", "traded_on"],
        unique=False,
    )
    op.create_table(
        "farm_production_record",
        sa.Column("grower_id", types.Whole(), nullable=False, comment="生产者"),
        sa.Column("batch", types.Text(60), nullable=False, comment="批次"),
        sa.Column("produce", types.Text(), nullable=False, comment="农产品类别"),
        sa.Column("started_on", types.Day(), nullable=False, comment="播种（进栏）日期"),
        sa.Column("disease", types.Text(), nullable=False, comment="病虫害、疫病情况"),
        sa.Column("harvested_on", types.Day(), nullable=True, comment="采收（出栏）日期"),
        sa.Column("sold_on", types.Day(), nullable=True, comment="销售日期"),
        sa.Column("breach", types.Text(), nullable=False, comment="提前采收（出栏）的情况"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("free_on", types.Day(), nullable=True, comment="间隔期满日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_production_record_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grower_id"], ["farm_grower.id"], name=op.f("fk_farm_production_record_grower_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_production_record")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_production_record_division_id_key")),
        comment="农产品生产记录",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_production_record_division_id_deleted_at_started_on_id"),
        "farm_production_record",
        ["division_id", "deleted_at", "started_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_farm_production_record_grower_id_started_on"),
        "farm_production_record",
        ["grower_id", "started_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_farm_production_record_state_free_on"), "farm_production_record", ["state", "free_on"], unique=False
    )
    op.create_table(
        "farm_drug_use",
        sa.Column("grower_id", types.Whole(), nullable=False, comment="养殖场户"),
        sa.Column("animal", types.Text(50), nullable=False, comment="畜禽种类"),
        sa.Column("drug", types.Text(100), nullable=False, comment="药品（疫苗）名称"),
        sa.Column("given_on", types.Day(), nullable=False, comment="用药日期"),
        sa.Column("withdrawal_days", types.Whole(), nullable=False, comment="休药期"),
        sa.Column("production_id", types.Whole(), nullable=True, comment="所属生产记录"),
        sa.Column("dose", types.Text(50), nullable=False, comment="用量"),
        sa.Column("vet", types.Text(50), nullable=False, comment="兽医（用药人）"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_drug_use_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grower_id"], ["farm_grower.id"], name=op.f("fk_farm_drug_use_grower_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["farm_production_record.id"],
            name=op.f("fk_farm_drug_use_production_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_drug_use")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_drug_use_division_id_key")),
        comment="防疫用药档案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_drug_use_division_id_deleted_at_given_on_id"),
        "farm_drug_use",
        ["division_id", "deleted_at", "given_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_farm_drug_use_grower_id_given_on"), "farm_drug_use", ["grower_id", "given_on"], unique=False
    )
    op.create_index(op.f("ix_farm_drug_use_production_id"), "farm_drug_use", ["production_id"], unique=False)
    op.create_table(
        "farm_input_use",
        sa.Column("grower_id", types.Whole(), nullable=False, comment="生产者"),
        sa.Column("kind", types.Text(), nullable=False, comment="投入品种类"),
        sa.Column("input_name", types.Text(100), nullable=False, comment="投入品名称"),
        sa.Column("source", types.Text(100), nullable=False, comment="投入品来源"),
        sa.Column("used_on", types.Day(), nullable=False, comment="使用日期"),
        sa.Column("crop", types.Text(50), nullable=False, comment="作物"),
        sa.Column("production_id", types.Whole(), nullable=True, comment="所属生产记录"),
        sa.Column("usage", types.Text(100), nullable=False, comment="用法"),
        sa.Column("dosage", types.Text(50), nullable=False, comment="用量"),
        sa.Column("plot", types.Text(50), nullable=False, comment="地块"),
        sa.Column("stopped_on", types.Day(), nullable=True, comment="停用日期"),
        sa.Column("safety_days", types.Whole(), nullable=True, comment="安全间隔期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_farm_input_use_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grower_id"], ["farm_grower.id"], name=op.f("fk_farm_input_use_grower_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["farm_production_record.id"],
            name=op.f("fk_farm_input_use_production_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farm_input_use")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_farm_input_use_division_id_key")),
        comment="种苗、农药使用登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_farm_input_use_division_id_deleted_at_used_on_id"),
        "farm_input_use",
        ["division_id", "deleted_at", "used_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_farm_input_use_grower_id_used_on"), "farm_input_use", ["grower_id", "used_on"], unique=False
    )
    op.create_index(op.f("ix_farm_input_use_production_id"), "farm_input_use", ["production_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_farm_input_use_production_id"), table_name="farm_input_use")
    op.drop_index(op.f("ix_farm_input_use_grower_id_used_on"), table_name="farm_input_use")
    op.drop_index(op.f("ix_farm_input_use_division_id_deleted_at_used_on_id"), table_name="farm_input_use")
    op.drop_table("farm_input_use")
    op.drop_index(op.f("ix_farm_drug_use_production_id"), table_name="farm_drug_use")
    op.drop_index(op.f("ix_farm_drug_use_grower_id_given_on"), table_name="farm_drug_use")
    op.drop_index(op.f("ix_farm_drug_use_division_id_deleted_at_given_on_id"), table_name="farm_drug_use")
    op.drop_table("farm_drug_use")
    op.drop_index(op.f("ix_farm_production_record_state_free_on"), table_name="farm_production_record")
    op.drop_index(op.f("ix_farm_production_record_grower_id_started_on"), table_name="farm_production_record")
    op.drop_index(
        op.f("ix_farm_production_record_division_id_deleted_at_started_on_id"), table_name="farm_production_record"
    )
    op.drop_table("farm_production_record")
    op.drop_index(op.f("ix_farm_input_ledger_entry_shop_id_traded_on"), table_name="farm_input_ledger_entry")
    op.drop_index(
        op.f("ix_farm_input_ledger_entry_division_id_deleted_at_traded_on_id"), table_name="farm_input_ledger_entry"
    )
    op.drop_table("farm_input_ledger_entry")
    op.drop_index(op.f("ix_farm_input_inspection_shop_id"), table_name="farm_input_inspection")
    op.drop_index(op.f("ix_farm_input_inspection_grower_id"), table_name="farm_input_inspection")
    op.drop_index(
        op.f("ix_farm_input_inspection_division_id_deleted_at_inspected_on_id"), table_name="farm_input_inspection"
    )
    op.drop_table("farm_input_inspection")
    op.drop_index(op.f("ix_farm_base_cert_grower_id"), table_name="farm_base_cert")
    op.drop_index(op.f("ix_farm_base_cert_division_id_deleted_at_issued_on_id"), table_name="farm_base_cert")
    op.drop_table("farm_base_cert")
    op.drop_index(op.f("ix_farm_input_shop_division_id_deleted_at_id"), table_name="farm_input_shop")
    op.drop_table("farm_input_shop")
    op.drop_index(op.f("ix_farm_grower_kind_registered_on"), table_name="farm_grower")
    op.drop_index(op.f("ix_farm_grower_division_id_deleted_at_registered_on_id"), table_name="farm_grower")
    op.drop_table("farm_grower")
