"""Make the tables of inspection."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "inspection_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "inspection_campaign",
        sa.Column("name", types.Text(100), nullable=False, comment="整治名称"),
        sa.Column("targets", types.Text(), nullable=False, comment="整治对象"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="开始日期"),
        sa.Column("ends_on", types.Day(), nullable=False, comment="结束日期"),
        sa.Column("focus_on", types.Text(), nullable=False, comment="重点方面"),
        sa.Column("focus", types.Text(), nullable=False, comment="整治重点"),
        sa.Column("state", types.Text(), nullable=False, comment="整治进度"),
        sa.Column("inspected", types.Whole(), nullable=True, comment="检查户次"),
        sa.Column("found", types.Whole(), nullable=True, comment="发现问题数"),
        sa.Column("fixed", types.Whole(), nullable=True, comment="已整改问题数"),
        sa.Column("seized", types.Whole(), nullable=True, comment="查扣数量"),
        sa.Column("cases", types.Whole(), nullable=True, comment="立案数"),
        sa.Column("summarised_on", types.Day(), nullable=True, comment="总结日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_inspection_campaign_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_campaign")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_campaign_division_id_key")),
        comment="专项整治",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_campaign_division_id_deleted_at_starts_on_id"),
        "inspection_campaign",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_table(
        "inspection_inspection",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("kind", types.Text(), nullable=False, comment="检查类别"),
        sa.Column("state", types.Text(), nullable=False, comment="检查进度"),
        sa.Column("planned_on", types.Day(), nullable=True, comment="计划日期"),
        sa.Column("inspected_on", types.Day(), nullable=True, comment="检查日期"),
        sa.Column("inspector", types.Text(50), nullable=False, comment="检查人员"),
        sa.Column("card", types.Text(30), nullable=False, comment="执法证号"),
        sa.Column("second_inspector", types.Text(50), nullable=False, comment="第二名检查人员"),
        sa.Column("second_card", types.Text(30), nullable=False, comment="第二名检查人员执法证号"),
        sa.Column("cards_shown", types.Flag(), nullable=False, comment="已出示证件并告知权利"),
        sa.Column("withdrawal_asked", types.Flag(), nullable=False, comment="当事人申请回避"),
        sa.Column("campaign_id", types.Whole(), nullable=True, comment="所属专项整治"),
        sa.Column("form", types.Text(), nullable=True, comment="检查要点表"),
        sa.Column("result", types.Text(), nullable=True, comment="检查结果"),
        sa.Column("problems", types.Text(), nullable=False, comment="检查发现的问题"),
        sa.Column("operator_says", types.Text(500), nullable=False, comment="经营者意见"),
        sa.Column("published_on", types.Day(), nullable=True, comment="公示日期"),
        sa.Column("items_checked", types.Whole(), nullable=False, comment="检查项目数"),
        sa.Column("items_failed", types.Whole(), nullable=False, comment="不符合项目数"),
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
            ["campaign_id"],
            ["inspection_campaign.id"],
            name=op.f("fk_inspection_inspection_campaign_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_inspection_inspection_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_inspection_inspection_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_inspection")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_inspection_division_id_key")),
        comment="监督检查",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_inspection_campaign_id"), "inspection_inspection", ["campaign_id"], unique=False
    )
    op.create_index(
        op.f("ix_inspection_inspection_division_id_deleted_at_inspected_on_id"),
        "inspection_inspection",
        ["division_id", "deleted_at", "inspected_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_inspection_operator_id_inspected_on"),
        "inspection_inspection",
        ["operator_id", "inspected_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_inspection_state_planned_on"),
        "inspection_inspection",
        ["state", "planned_on"],
        unique=False,
    )
    op.create_table(
        "inspection_patrol",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("patrolled_on", types.Day(), nullable=False, comment="巡查日期"),
        sa.Column("patroller", types.Text(50), nullable=False, comment="巡查人员"),
        sa.Column("state", types.Text(), nullable=False, comment="巡查情况"),
        sa.Column("passed", types.Text(), nullable=False, comment="符合的项目"),
        sa.Column("problems", types.Text(), nullable=False, comment="巡查发现的问题"),
        sa.Column("forwarded_on", types.Day(), nullable=True, comment="上报日期"),
        sa.Column("handled", types.Text(500), nullable=False, comment="处理情况"),
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
            ["division_id"], ["division.id"], name=op.f("fk_inspection_patrol_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_inspection_patrol_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_patrol")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_patrol_division_id_key")),
        comment="日常巡查",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_patrol_division_id_deleted_at_patrolled_on_id"),
        "inspection_patrol",
        ["division_id", "deleted_at", "patrolled_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_patrol_operator_id_patrolled_on"),
        "inspection_patrol",
        ["operator_id", "patrolled_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_patrol_state_patrolled_on"), "inspection_patrol", ["state", "patrolled_on"], unique=False
    )
    op.create_table(
        "inspection_item",
        sa.Column("inspection_id", types.Whole(), nullable=False, comment="所属检查"),
        sa.Column("code", types.Text(10), nullable=False, comment="项目编号"),
        sa.Column("answer", types.Text(), nullable=False, comment="检查情况"),
        sa.Column("reason", types.Text(500), nullable=False, comment="说明"),
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
            ["division_id"], ["division.id"], name=op.f("fk_inspection_item_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection_inspection.id"],
            name=op.f("fk_inspection_item_inspection_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_item")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_item_division_id_key")),
        comment="检查项目",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_item_division_id_deleted_at_id"),
        "inspection_item",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_item_inspection_id"), "inspection_item", ["inspection_id"], unique=False)
    op.create_table(
        "inspection_opinion",
        sa.Column("opinions", types.Text(), nullable=False, comment="监督意见"),
        sa.Column("number", types.Text(50), nullable=False, comment="文书编号"),
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发出日期"),
        sa.Column("facts", types.Text(), nullable=False, comment="查明的事实"),
        sa.Column("due_on", types.Day(), nullable=False, comment="整改期限"),
        sa.Column("inspector", types.Text(50), nullable=False, comment="检查人员"),
        sa.Column("card", types.Text(30), nullable=False, comment="执法证号"),
        sa.Column("second_inspector", types.Text(50), nullable=False, comment="第二名检查人员"),
        sa.Column("second_card", types.Text(30), nullable=False, comment="第二名检查人员执法证号"),
        sa.Column("state", types.Text(), nullable=False, comment="文书状态"),
        sa.Column("inspection_id", types.Whole(), nullable=True, comment="所依据的检查"),
        sa.Column("rectification_id", types.Whole(), nullable=True, comment="整改记录"),
        sa.Column("served_on", types.Day(), nullable=True, comment="送达日期"),
        sa.Column("recipient", types.Text(50), nullable=False, comment="签收人"),
        sa.Column("refused", types.Text(200), nullable=False, comment="拒收情况"),
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
            ["division_id"], ["division.id"], name=op.f("fk_inspection_opinion_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection_inspection.id"],
            name=op.f("fk_inspection_opinion_inspection_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_inspection_opinion_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectification.id"],
            name=op.f("fk_inspection_opinion_rectification_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_opinion")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_opinion_division_id_key")),
        comment="监督意见书",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_opinion_division_id_deleted_at_issued_on_id"),
        "inspection_opinion",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_opinion_inspection_id"), "inspection_opinion", ["inspection_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_opinion_operator_id_issued_on"),
        "inspection_opinion",
        ["operator_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_opinion_rectification_id"), "inspection_opinion", ["rectification_id"], unique=False
    )
    op.create_table(
        "inspection_order",
        sa.Column("basis", types.Text(), nullable=False, comment="违反的规定和依据"),
        sa.Column("corrections", types.Text(), nullable=False, comment="改正内容和要求"),
        sa.Column("number", types.Text(50), nullable=False, comment="文书编号"),
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发出日期"),
        sa.Column("facts", types.Text(), nullable=False, comment="查明的事实"),
        sa.Column("due_on", types.Day(), nullable=False, comment="整改期限"),
        sa.Column("inspector", types.Text(50), nullable=False, comment="检查人员"),
        sa.Column("card", types.Text(30), nullable=False, comment="执法证号"),
        sa.Column("second_inspector", types.Text(50), nullable=False, comment="第二名检查人员"),
        sa.Column("second_card", types.Text(30), nullable=False, comment="第二名检查人员执法证号"),
        sa.Column("state", types.Text(), nullable=False, comment="文书状态"),
        sa.Column("inspection_id", types.Whole(), nullable=True, comment="所依据的检查"),
        sa.Column("rectification_id", types.Whole(), nullable=True, comment="整改记录"),
        sa.Column("served_on", types.Day(), nullable=True, comment="送达日期"),
        sa.Column("recipient", types.Text(50), nullable=False, comment="签收人"),
        sa.Column("refused", types.Text(200), nullable=False, comment="拒收情况"),
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
            ["division_id"], ["division.id"], name=op.f("fk_inspection_order_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection_inspection.id"],
            name=op.f("fk_inspection_order_inspection_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_inspection_order_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectification.id"],
            name=op.f("fk_inspection_order_rectification_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_order")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_inspection_order_division_id_key")),
        comment="责令改正通知书",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_inspection_order_division_id_deleted_at_issued_on_id"),
        "inspection_order",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_order_inspection_id"), "inspection_order", ["inspection_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_order_operator_id_issued_on"),
        "inspection_order",
        ["operator_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_order_rectification_id"), "inspection_order", ["rectification_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_inspection_order_rectification_id"), table_name="inspection_order")
    op.drop_index(op.f("ix_inspection_order_operator_id_issued_on"), table_name="inspection_order")
    op.drop_index(op.f("ix_inspection_order_inspection_id"), table_name="inspection_order")
    op.drop_index(op.f("ix_inspection_order_division_id_deleted_at_issued_on_id"), table_name="inspection_order")
    op.drop_table("inspection_order")
    op.drop_index(op.f("ix_inspection_opinion_rectification_id"), table_name="inspection_opinion")
    op.drop_index(op.f("ix_inspection_opinion_operator_id_issued_on"), table_name="inspection_opinion")
    op.drop_index(op.f("ix_inspection_opinion_inspection_id"), table_name="inspection_opinion")
    op.drop_index(op.f("ix_inspection_opinion_division_id_deleted_at_issued_on_id"), table_name="inspection_opinion")
    op.drop_table("inspection_opinion")
    op.drop_index(op.f("ix_inspection_item_inspection_id"), table_name="inspection_item")
    op.drop_index(op.f("ix_inspection_item_division_id_deleted_at_id"), table_name="inspection_item")
    op.drop_table("inspection_item")
    op.drop_index(op.f("ix_inspection_patrol_state_patrolled_on"), table_name="inspection_patrol")
    op.drop_index(op.f("ix_inspection_patrol_operator_id_patrolled_on"), table_name="inspection_patrol")
    op.drop_index(op.f("ix_inspection_patrol_division_id_deleted_at_patrolled_on_id"), table_name="inspection_patrol")
    op.drop_table("inspection_patrol")
    op.drop_index(op.f("ix_inspection_inspection_state_planned_on"), table_name="inspection_inspection")
    op.drop_index(op.f("ix_inspection_inspection_operator_id_inspected_on"), table_name="inspection_inspection")
    op.drop_index(
        op.f("ix_inspection_inspection_division_id_deleted_at_inspected_on_id"), table_name="inspection_inspection"
    )
    op.drop_index(op.f("ix_inspection_inspection_campaign_id"), table_name="inspection_inspection")
    op.drop_table("inspection_inspection")
    op.drop_index(op.f("ix_inspection_campaign_division_id_deleted_at_starts_on_id"), table_name="inspection_campaign")
    op.drop_table("inspection_campaign")
