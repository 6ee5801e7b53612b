"""Make the tables of the core."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "core_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "audit",
        sa.Column("sequence", types.Whole(), autoincrement=False, nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("actor", types.Text(), nullable=False),
        sa.Column("role", types.Text(), nullable=False),
        sa.Column("door", types.Text(), nullable=False),
        sa.Column("request", types.Text(), nullable=False),
        sa.Column("action", types.Text(), nullable=False),
        sa.Column("entity", types.Text(), nullable=False),
        sa.Column("record_id", types.Whole(), nullable=True),
        sa.Column("division_id", types.Whole(), nullable=True),
        sa.Column("changes", types.Text(), nullable=False),
        sa.Column("hash", types.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_entity_record_id", "audit", ["entity", "record_id"], unique=False)
    op.create_table(
        "audit_checkpoint",
        sa.Column("sequence", types.Whole(), autoincrement=False, nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("hash", types.Text(), nullable=False),
        sa.Column("signature", types.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_checkpoint")),
        sqlite_strict=True,
    )
    op.create_table(
        "division",
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("code", types.Text(24), nullable=False, comment="区划代码"),
        sa.Column("name", types.Text(100), nullable=False, comment="名称"),
        sa.Column("level", types.Whole(), nullable=False, comment="层级"),
        sa.Column("kind", types.Text(), nullable=False, comment="类型"),
        sa.Column("parent_id", types.Whole(), nullable=True, comment="上级"),
        sa.Column("province_id", types.Whole(), nullable=True, comment="所在省级"),
        sa.Column("city_id", types.Whole(), nullable=True, comment="所在市级"),
        sa.Column("district_id", types.Whole(), nullable=True, comment="所在区县"),
        sa.Column("township_id", types.Whole(), nullable=True, comment="所在乡镇"),
        sa.Column("village_id", types.Whole(), nullable=True, comment="所在村（社区）"),
        sa.Column("group_id", types.Whole(), nullable=True, comment="所在组"),
        sa.Column("valid_from", types.Day(), nullable=True, comment="设立日期"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="撤销日期"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division")),
        sa.UniqueConstraint("code", name=op.f("uq_division_code")),
        comment="行政区划",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_division_city_id_code"), "division", ["city_id", "code"], unique=False)
    op.create_index(op.f("ix_division_district_id_code"), "division", ["district_id", "code"], unique=False)
    op.create_index(op.f("ix_division_parent_id"), "division", ["parent_id"], unique=False)
    op.create_index(op.f("ix_division_province_id_code"), "division", ["province_id", "code"], unique=False)
    op.create_index(op.f("ix_division_township_id_code"), "division", ["township_id", "code"], unique=False)
    op.create_index(op.f("ix_division_village_id_code"), "division", ["village_id", "code"], unique=False)
    op.create_table(
        "plugin_health",
        sa.Column("plugin", types.Text(), nullable=False),
        sa.Column("failures", types.Whole(), nullable=False),
        sa.Column("call", types.Text(), nullable=False),
        sa.Column("reason", types.Text(), nullable=False),
        sa.Column("failed_at", types.Moment(), nullable=True),
        sa.Column("declared", types.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", name=op.f("pk_plugin_health")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("name", types.Text(), nullable=False),
        sa.Column("value", types.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("subject", types.Text(), nullable=False),
        sa.Column("failures", types.Whole(), nullable=False),
        sa.Column("since", types.Moment(), nullable=False),
        sa.Column("rounds", types.Whole(), nullable=False),
        sa.Column("locked_until", types.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_throttle")),
        sqlite_strict=True,
    )
    op.create_table(
        "account",
        sa.Column("division_id", types.Whole(), nullable=False, comment="管哪里"),
        sa.Column("login", types.Text(40), nullable=False, comment="登录名"),
        sa.Column("name", types.Text(50), nullable=False, comment="姓名"),
        sa.Column("role", types.Text(), nullable=False, comment="角色"),
        sa.Column("disabled", types.Flag(), nullable=False, comment="停用"),
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
            ["division_id"], ["division.id"], name=op.f("fk_account_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_account_division_id_key")),
        comment="账号",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_account_division_id_deleted_at_id"), "account", ["division_id", "deleted_at", "id"], unique=False
    )
    op.create_table(
        "attachment",
        sa.Column("subject", types.Text(60), nullable=False, comment="记录种类"),
        sa.Column("subject_id", types.Whole(), nullable=False, comment="记录编号"),
        sa.Column("sha256", types.Text(200), nullable=False, comment="内容摘要"),
        sa.Column("filename", types.Text(200), nullable=False, comment="文件名"),
        sa.Column("media_type", types.Text(100), nullable=False, comment="文件类型"),
        sa.Column("size", types.Whole(), nullable=False, comment="大小"),
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
            ["division_id"], ["division.id"], name=op.f("fk_attachment_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_attachment_division_id_key")),
        comment="附件",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_attachment_division_id_deleted_at_id"), "attachment", ["division_id", "deleted_at", "id"], unique=False
    )
    op.create_index(op.f("ix_attachment_subject_subject_id"), "attachment", ["subject", "subject_id"], unique=False)
    op.create_table(
        "criteria_set",
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("division_id", types.Whole(), nullable=True),
        sa.Column("holds", types.Text(), nullable=True),
        sa.Column("code", types.Text(), nullable=False),
        sa.Column("version", types.Text(), nullable=False),
        sa.Column("label", types.Text(), nullable=False),
        sa.Column("effective", types.Day(), nullable=False),
        sa.Column("superseded", types.Day(), nullable=True),
        sa.Column("text", types.Text(), nullable=False),
        sa.Column("sha256", types.Text(), nullable=False),
        sa.Column("file", types.Text(), nullable=False),
        sa.Column("reason", types.Text(), nullable=False),
        sa.Column("loaded_by", types.Text(), nullable=False),
        sa.Column("loaded_at", types.Moment(), nullable=False),
        sa.Column("door", types.Text(), nullable=False),
        sa.Column("withdrawn_at", types.Moment(), nullable=True),
        sa.Column("withdrawn_by", types.Text(), nullable=False),
        sa.Column("withdrawn_reason", types.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_criteria_set_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_set")),
        sa.UniqueConstraint("holds", name=op.f("uq_criteria_set_holds")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_criteria_set_code"), "criteria_set", ["code"], unique=False)
    op.create_index(op.f("ix_criteria_set_division_id"), "criteria_set", ["division_id"], unique=False)
    op.create_table(
        "division_change",
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("kind", types.Text(), nullable=False, comment="变更"),
        sa.Column("on", types.Day(), nullable=False, comment="生效日期"),
        sa.Column("subject_id", types.Whole(), nullable=False, comment="变更的区划"),
        sa.Column("old_code", types.Text(24), nullable=False, comment="原代码"),
        sa.Column("old_name", types.Text(100), nullable=False, comment="原名称"),
        sa.Column("successor_id", types.Whole(), nullable=True, comment="接续的区划"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["division.id"], name=op.f("fk_division_change_subject_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["division.id"], name=op.f("fk_division_change_successor_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division_change")),
        comment="区划变更",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_division_change_old_code"), "division_change", ["old_code"], unique=False)
    op.create_index(op.f("ix_division_change_subject_id"), "division_change", ["subject_id"], unique=False)
    op.create_index(op.f("ix_division_change_successor_id"), "division_change", ["successor_id"], unique=False)
    op.create_table(
        "division_former",
        sa.Column("id", types.Whole(), autoincrement=True, nullable=False),
        sa.Column("subject_id", types.Whole(), nullable=False, comment="区划"),
        sa.Column("level", types.Whole(), nullable=False, comment="层级"),
        sa.Column("ancestor_id", types.Whole(), nullable=True, comment="当时所在的区划"),
        sa.Column("after", types.Day(), nullable=True, comment="在这一天以后"),
        sa.Column("until", types.Day(), nullable=False, comment="到这一天为止"),
        sa.ForeignKeyConstraint(
            ["ancestor_id"], ["division.id"], name=op.f("fk_division_former_ancestor_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["division.id"], name=op.f("fk_division_former_subject_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division_former")),
        comment="原隶属",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_division_former_ancestor_id"), "division_former", ["ancestor_id"], unique=False)
    op.create_index(op.f("ix_division_former_subject_id"), "division_former", ["subject_id"], unique=False)
    op.create_index(op.f("ix_division_former_until"), "division_former", ["until"], unique=False)
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
    op.create_index(
        op.f("ix_drive_division_id_deleted_at_starts_on_id"),
        "drive",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "item_finding",
        sa.Column("criteria", types.Text(60), nullable=False, comment="指标表"),
        sa.Column("item", types.Text(60), nullable=False, comment="项目"),
        sa.Column("subject", types.Text(40), nullable=False, comment="对象种类"),
        sa.Column("subject_id", types.Whole(), nullable=False, comment="对象编号"),
        sa.Column("found_on", types.Day(), nullable=False, comment="认定日期"),
        sa.Column("answer", types.Text(500), nullable=False, comment="认定结果"),
        sa.Column("basis", types.Text(500), nullable=False, comment="依据"),
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
            ["division_id"], ["division.id"], name=op.f("fk_item_finding_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_finding")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_item_finding_division_id_key")),
        comment="逐项认定",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_item_finding_criteria_subject_subject_id_found_on"),
        "item_finding",
        ["criteria", "subject", "subject_id", "found_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_item_finding_division_id_deleted_at_found_on_id"),
        "item_finding",
        ["division_id", "deleted_at", "found_on", "id"],
        unique=False,
    )
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
        op.f("ix_local_rule_division_id_deleted_at_effective_id"),
        "local_rule",
        ["division_id", "deleted_at", "effective", "id"],
        unique=False,
    )
    op.create_table(
        "operator",
        sa.Column("name", types.Text(100), nullable=False, comment="单位名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="类别"),
        sa.Column("opened_on", types.Day(), nullable=True, comment="开业日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="歇业日期"),
        sa.Column("status", types.Text(), nullable=False, comment="状态"),
        sa.Column("address", types.Text(200), nullable=False, comment="地址"),
        sa.Column("principal", types.Text(50), nullable=False, comment="负责人"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
        sa.Column("credit_code", types.Text(18), nullable=True, comment="统一社会信用代码"),
        sa.Column("floor_area", types.Whole(), nullable=True, comment="经营面积"),
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
            ["division_id"], ["division.id"], name=op.f("fk_operator_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_operator_division_id_key")),
        comment="经营主体",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_operator_division_id_deleted_at_opened_on_id"),
        "operator",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_operator_kind_opened_on"), "operator", ["kind", "opened_on"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("name", types.Text(100), nullable=False, comment="单位名称"),
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
            ["division_id"], ["division.id"], name=op.f("fk_organisation_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_organisation_division_id_key")),
        comment="单位",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_organisation_division_id_deleted_at_id"),
        "organisation",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "plugin_switch",
        sa.Column("plugin", types.Text(40), nullable=False, comment="模块"),
        sa.Column("kind", types.Text(), nullable=False, comment="开关"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="起始日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_plugin_switch_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plugin_switch")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_plugin_switch_division_id_key")),
        comment="模块开关",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_plugin_switch_division_id_deleted_at_starts_on_id"),
        "plugin_switch",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "township_profile",
        sa.Column("year", types.Whole(), nullable=False, comment="年份"),
        sa.Column("area", types.Whole(), nullable=True, comment="幅员面积"),
        sa.Column("farmland", types.Whole(), nullable=True, comment="耕地面积"),
        sa.Column("population", types.Whole(), nullable=True, comment="总人口"),
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
            ["division_id"], ["division.id"], name=op.f("fk_township_profile_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_township_profile")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_township_profile_division_id_key")),
        comment="镇情",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_township_profile_division_id_deleted_at_id"),
        "township_profile",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_table(
        "account_login",
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("login", types.Text(), nullable=False),
        sa.Column("password", types.Text(), nullable=True),
        sa.Column("epoch", types.Whole(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_login_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_login")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login_login")),
        sqlite_strict=True,
    )
    op.create_table(
        "licence",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("kind", types.Text(), nullable=False, comment="证照种类"),
        sa.Column("number", types.Text(50), nullable=False, comment="证号"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发证日期"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("scope", types.Text(200), nullable=False, comment="许可范围"),
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
            ["division_id"], ["division.id"], name=op.f("fk_licence_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_licence_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_licence_division_id_key")),
        comment="证照",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_licence_division_id_deleted_at_issued_on_id"),
        "licence",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_licence_operator_id_valid_to"), "licence", ["operator_id", "valid_to"], unique=False)
    op.create_table(
        "one_time_code",
        sa.Column("digest", types.Text(), nullable=False),
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("expires_at", types.Moment(), nullable=False),
        sa.Column("used_at", types.Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_one_time_code_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_code")),
        sqlite_strict=True,
    )
    op.create_index("ix_one_time_code_account_id", "one_time_code", ["account_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("name", types.Text(50), nullable=False, comment="姓名"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
        sa.Column("organisation_id", types.Whole(), nullable=True, comment="单位"),
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
            ["division_id"], ["division.id"], name=op.f("fk_person_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_organisation_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_person_division_id_key")),
        comment="人员",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_person_division_id_deleted_at_id"), "person", ["division_id", "deleted_at", "id"], unique=False
    )
    op.create_index(op.f("ix_person_organisation_id"), "person", ["organisation_id"], unique=False)
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
        op.f("ix_rectification_division_id_deleted_at_found_on_id"),
        "rectification",
        ["division_id", "deleted_at", "found_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_rectification_operator_id_state"), "rectification", ["operator_id", "state"], unique=False)
    op.create_index(op.f("ix_rectification_state_due_on"), "rectification", ["state", "due_on"], unique=False)
    op.create_table(
        "regime_adoption",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("regime", types.Text(), nullable=False, comment="制度"),
        sa.Column("adopted_on", types.Day(), nullable=False, comment="建立日期"),
        sa.Column("lapsed_on", types.Day(), nullable=True, comment="中断日期"),
        sa.Column("evidence", types.Text(200), nullable=False, comment="依据"),
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
            ["division_id"], ["division.id"], name=op.f("fk_regime_adoption_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_regime_adoption_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_adoption")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_regime_adoption_division_id_key")),
        comment="制度建立",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regime_adoption_division_id_deleted_at_adopted_on_id"),
        "regime_adoption",
        ["division_id", "deleted_at", "adopted_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_regime_adoption_operator_id_regime"), "regime_adoption", ["operator_id", "regime"], unique=False
    )
    op.create_table(
        "web_session",
        sa.Column("digest", types.Text(), nullable=False),
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("epoch", types.Whole(), nullable=False),
        sa.Column("revision", types.Whole(), nullable=False),
        sa.Column("began_at", types.Moment(), nullable=False),
        sa.Column("seen_at", types.Moment(), nullable=False),
        sa.Column("confined_to", types.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_web_session_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_web_session")),
        sqlite_strict=True,
    )
    op.create_index("ix_web_session_account_id", "web_session", ["account_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("post", types.Text(), nullable=False, comment="职务"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="任职日期"),
        sa.Column("ends_on", types.Day(), nullable=True, comment="离任日期"),
        sa.Column("full_time", types.Flag(), nullable=False, comment="专职"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
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
            ["division_id"], ["division.id"], name=op.f("fk_appointment_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_appointment_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_appointment_division_id_key")),
        comment="任职",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_appointment_division_id_deleted_at_starts_on_id"),
        "appointment",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_appointment_operator_id"), "appointment", ["operator_id"], unique=False)
    op.create_index(op.f("ix_appointment_person_id"), "appointment", ["person_id"], unique=False)
    op.create_index(op.f("ix_appointment_post_starts_on"), "appointment", ["post", "starts_on"], unique=False)
    op.create_table(
        "credential",
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("kind", types.Text(), nullable=False, comment="证明种类"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发证日期"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("number", types.Text(50), nullable=False, comment="证号"),
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
            ["division_id"], ["division.id"], name=op.f("fk_credential_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_credential_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_credential_division_id_key")),
        comment="个人证明",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_credential_division_id_deleted_at_issued_on_id"),
        "credential",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_credential_person_id"), "credential", ["person_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_credential_person_id"), table_name="credential")
    op.drop_index(op.f("ix_credential_division_id_deleted_at_issued_on_id"), table_name="credential")
    op.drop_table("credential")
    op.drop_index(op.f("ix_appointment_post_starts_on"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_person_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_operator_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_division_id_deleted_at_starts_on_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_index("ix_web_session_account_id", table_name="web_session")
    op.drop_table("web_session")
    op.drop_index(op.f("ix_regime_adoption_operator_id_regime"), table_name="regime_adoption")
    op.drop_index(op.f("ix_regime_adoption_division_id_deleted_at_adopted_on_id"), table_name="regime_adoption")
    op.drop_table("regime_adoption")
    op.drop_index(op.f("ix_rectification_state_due_on"), table_name="rectification")
    op.drop_index(op.f("ix_rectification_operator_id_state"), table_name="rectification")
    op.drop_index(op.f("ix_rectification_division_id_deleted_at_found_on_id"), table_name="rectification")
    op.drop_table("rectification")
    op.drop_index(op.f("ix_person_organisation_id"), table_name="person")
    op.drop_index(op.f("ix_person_division_id_deleted_at_id"), table_name="person")
    op.drop_table("person")
    op.drop_index("ix_one_time_code_account_id", table_name="one_time_code")
    op.drop_table("one_time_code")
    op.drop_index(op.f("ix_licence_operator_id_valid_to"), table_name="licence")
    op.drop_index(op.f("ix_licence_division_id_deleted_at_issued_on_id"), table_name="licence")
    op.drop_table("licence")
    op.drop_table("account_login")
    op.drop_index(op.f("ix_township_profile_division_id_deleted_at_id"), table_name="township_profile")
    op.drop_table("township_profile")
    op.drop_index(op.f("ix_plugin_switch_division_id_deleted_at_starts_on_id"), table_name="plugin_switch")
    op.drop_table("plugin_switch")
    op.drop_index(op.f("ix_organisation_division_id_deleted_at_id"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_operator_kind_opened_on"), table_name="operator")
    op.drop_index(op.f("ix_operator_division_id_deleted_at_opened_on_id"), table_name="operator")
    op.drop_table("operator")
    op.drop_index(op.f("ix_local_rule_division_id_deleted_at_effective_id"), table_name="local_rule")
    op.drop_table("local_rule")
    op.drop_index(op.f("ix_item_finding_division_id_deleted_at_found_on_id"), table_name="item_finding")
    op.drop_index(op.f("ix_item_finding_criteria_subject_subject_id_found_on"), table_name="item_finding")
    op.drop_table("item_finding")
    op.drop_index(op.f("ix_drive_division_id_deleted_at_starts_on_id"), table_name="drive")
    op.drop_table("drive")
    op.drop_index(op.f("ix_division_former_until"), table_name="division_former")
    op.drop_index(op.f("ix_division_former_subject_id"), table_name="division_former")
    op.drop_index(op.f("ix_division_former_ancestor_id"), table_name="division_former")
    op.drop_table("division_former")
    op.drop_index(op.f("ix_division_change_successor_id"), table_name="division_change")
    op.drop_index(op.f("ix_division_change_subject_id"), table_name="division_change")
    op.drop_index(op.f("ix_division_change_old_code"), table_name="division_change")
    op.drop_table("division_change")
    op.drop_index(op.f("ix_criteria_set_division_id"), table_name="criteria_set")
    op.drop_index(op.f("ix_criteria_set_code"), table_name="criteria_set")
    op.drop_table("criteria_set")
    op.drop_index(op.f("ix_attachment_subject_subject_id"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_division_id_deleted_at_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_account_division_id_deleted_at_id"), table_name="account")
    op.drop_table("account")
    op.drop_table("sign_in_throttle")
    op.drop_table("setting")
    op.drop_table("plugin_health")
    op.drop_index(op.f("ix_division_village_id_code"), table_name="division")
    op.drop_index(op.f("ix_division_township_id_code"), table_name="division")
    op.drop_index(op.f("ix_division_province_id_code"), table_name="division")
    op.drop_index(op.f("ix_division_parent_id"), table_name="division")
    op.drop_index(op.f("ix_division_district_id_code"), table_name="division")
    op.drop_index(op.f("ix_division_city_id_code"), table_name="division")
    op.drop_table("division")
    op.drop_table("audit_checkpoint")
    op.drop_index("ix_audit_entity_record_id", table_name="audit")
    op.drop_table("audit")
