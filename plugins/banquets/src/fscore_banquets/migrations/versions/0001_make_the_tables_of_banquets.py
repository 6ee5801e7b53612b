"""Make the tables of banquets."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "banquets_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "banquets_banquet",
        sa.Column("host", types.Text(50), nullable=False, comment="举办人"),
        sa.Column("kind", types.Text(), nullable=False, comment="聚餐类型"),
        sa.Column("place", types.Text(100), nullable=False, comment="举办地点"),
        sa.Column("filed_on", types.Day(), nullable=False, comment="备案日期"),
        sa.Column("mobile", types.Text(200), nullable=True, comment="举办人电话"),
        sa.Column("applicant", types.Text(200), nullable=False, comment="申报人"),
        sa.Column("receiver", types.Text(200), nullable=False, comment="受理人"),
        sa.Column("cook_source", types.Text(), nullable=True, comment="厨师来源"),
        sa.Column("material_source", types.Text(), nullable=True, comment="原料来源"),
        sa.Column("tableware_source", types.Text(), nullable=True, comment="餐具来源"),
        sa.Column("state", types.Text(), nullable=False, comment="办理状态"),
        sa.Column("reported_on", types.Day(), nullable=True, comment="上报日期"),
        sa.Column("reported_to", types.Text(), nullable=False, comment="上报单位"),
        sa.Column("ill", types.Whole(), nullable=True, comment="发病人数"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="办结日期"),
        sa.Column("first_on", types.Day(), nullable=True, comment="首餐日期"),
        sa.Column("last_on", types.Day(), nullable=True, comment="末餐日期"),
        sa.Column("largest_sitting", types.Whole(), nullable=False, comment="单餐最多人数"),
        sa.Column("days_ahead", types.Whole(), nullable=True, comment="提前备案天数"),
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
            ["division_id"], ["division.id"], name=op.f("fk_banquets_banquet_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banquets_banquet")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_banquets_banquet_division_id_key")),
        comment="聚餐备案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_banquets_banquet_division_id_deleted_at_filed_on_id"),
        "banquets_banquet",
        ["division_id", "deleted_at", "filed_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_banquets_banquet_division_id_first_on"), "banquets_banquet", ["division_id", "first_on"], unique=False
    )
    op.create_table(
        "banquets_guidance",
        sa.Column("banquet_id", types.Whole(), nullable=False, comment="所属聚餐"),
        sa.Column("guided_on", types.Day(), nullable=False, comment="指导日期"),
        sa.Column("guides", types.Text(100), nullable=False, comment="指导人员"),
        sa.Column("passed", types.Text(), nullable=False, comment="合格项目"),
        sa.Column("problems", types.Text(), nullable=False, comment="发现的问题"),
        sa.Column("signed", types.Flag(), nullable=False, comment="举办人已签字"),
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
            ["banquet_id"], ["banquets_banquet.id"], name=op.f("fk_banquets_guidance_banquet_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_banquets_guidance_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banquets_guidance")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_banquets_guidance_division_id_key")),
        comment="聚餐现场指导",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_banquets_guidance_banquet_id"), "banquets_guidance", ["banquet_id"], unique=False)
    op.create_index(
        op.f("ix_banquets_guidance_division_id_deleted_at_guided_on_id"),
        "banquets_guidance",
        ["division_id", "deleted_at", "guided_on", "id"],
        unique=False,
    )
    op.create_table(
        "banquets_meal",
        sa.Column("banquet_id", types.Whole(), nullable=False, comment="所属聚餐"),
        sa.Column("held_on", types.Day(), nullable=False, comment="用餐日期"),
        sa.Column("slot", types.Text(), nullable=False, comment="餐别"),
        sa.Column("heads", types.Whole(), nullable=False, comment="用餐人数"),
        sa.Column("tables", types.Whole(), nullable=True, comment="桌数"),
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
            ["banquet_id"], ["banquets_banquet.id"], name=op.f("fk_banquets_meal_banquet_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_banquets_meal_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banquets_meal")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_banquets_meal_division_id_key")),
        comment="聚餐餐次",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_banquets_meal_banquet_id"), "banquets_meal", ["banquet_id"], unique=False)
    op.create_index(
        op.f("ix_banquets_meal_division_id_deleted_at_held_on_id"),
        "banquets_meal",
        ["division_id", "deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_table(
        "banquets_sample",
        sa.Column("banquet_id", types.Whole(), nullable=False, comment="所属聚餐"),
        sa.Column("dish", types.Text(50), nullable=False, comment="菜品"),
        sa.Column("kept_on", types.Day(), nullable=False, comment="留样日期"),
        sa.Column("weight", types.Whole(), nullable=False, comment="留样重量"),
        sa.Column("hours", types.Whole(), nullable=False, comment="保存时间"),
        sa.Column("keeper", types.Text(50), nullable=False, comment="留样人"),
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
            ["banquet_id"], ["banquets_banquet.id"], name=op.f("fk_banquets_sample_banquet_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_banquets_sample_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banquets_sample")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_banquets_sample_division_id_key")),
        comment="聚餐留样",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_banquets_sample_banquet_id"), "banquets_sample", ["banquet_id"], unique=False)
    op.create_index(
        op.f("ix_banquets_sample_division_id_deleted_at_kept_on_id"),
        "banquets_sample",
        ["division_id", "deleted_at", "kept_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_banquets_sample_division_id_deleted_at_kept_on_id"), table_name="banquets_sample")
    op.drop_index(op.f("ix_banquets_sample_banquet_id"), table_name="banquets_sample")
    op.drop_table("banquets_sample")
    op.drop_index(op.f("ix_banquets_meal_division_id_deleted_at_held_on_id"), table_name="banquets_meal")
    op.drop_index(op.f("ix_banquets_meal_banquet_id"), table_name="banquets_meal")
    op.drop_table("banquets_meal")
    op.drop_index(op.f("ix_banquets_guidance_division_id_deleted_at_guided_on_id"), table_name="banquets_guidance")
    op.drop_index(op.f("ix_banquets_guidance_banquet_id"), table_name="banquets_guidance")
    op.drop_table("banquets_guidance")
    op.drop_index(op.f("ix_banquets_banquet_division_id_first_on"), table_name="banquets_banquet")
    op.drop_index(op.f("ix_banquets_banquet_division_id_deleted_at_filed_on_id"), table_name="banquets_banquet")
    op.drop_table("banquets_banquet")
