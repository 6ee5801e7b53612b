"""Make the tables of workshops."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "workshops_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "workshops_supervision_file",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("number", types.Text(40), nullable=False, comment="档案号"),
        sa.Column("opened_on", types.Day(), nullable=False, comment="建档日期"),
        sa.Column("sections", types.Text(), nullable=False, comment="档案内容"),
        sa.Column("keeper", types.Text(50), nullable=False, comment="保管人"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("archived_on", types.Day(), nullable=True, comment="归档日期"),
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
            name=op.f("fk_workshops_supervision_file_division_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
            name=op.f("fk_workshops_supervision_file_operator_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops_supervision_file")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_workshops_supervision_file_division_id_key")),
        comment="小作坊监管档案",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_workshops_supervision_file_division_id_deleted_at_opened_on_id"),
        "workshops_supervision_file",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_workshops_supervision_file_operator_id_opened_on"),
        "workshops_supervision_file",
        ["operator_id", "opened_on"],
        unique=False,
    )
    op.create_table(
        "workshops_workshop",
        sa.Column("year", types.Whole(), nullable=False, comment="普查年度"),
        sa.Column("name", types.Text(100), nullable=False, comment="小作坊名称"),
        sa.Column("found_on", types.Day(), nullable=False, comment="查到日期"),
        sa.Column("owner", types.Text(50), nullable=False, comment="经营者"),
        sa.Column("phone", types.Text(200), nullable=True, comment="电话"),
        sa.Column("address", types.Text(200), nullable=False, comment="地址"),
        sa.Column("goods", types.Text(), nullable=False, comment="生产的食品"),
        sa.Column("employees", types.Whole(), nullable=True, comment="从业人数"),
        sa.Column("floor_area", types.Whole(), nullable=True, comment="场所面积"),
        sa.Column("card_kind", types.Text(), nullable=True, comment="应办证类"),
        sa.Column("zone", types.Text(100), nullable=False, comment="生产区域"),
        sa.Column("hours", types.Text(50), nullable=False, comment="生产时间"),
        sa.Column("applied_on", types.Day(), nullable=True, comment="申请办证日期"),
        sa.Column("materials", types.Text(), nullable=False, comment="已交材料"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
        sa.Column("registered_on", types.Day(), nullable=True, comment="登记日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="关闭日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_workshops_workshop_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_workshops_workshop_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops_workshop")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_workshops_workshop_division_id_key")),
        comment="小作坊普查登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_workshops_workshop_division_id_deleted_at_found_on_id"),
        "workshops_workshop",
        ["division_id", "deleted_at", "found_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_workshops_workshop_operator_id_year"), "workshops_workshop", ["operator_id", "year"], unique=False
    )
    op.create_index(
        op.f("ix_workshops_workshop_year_division_id"), "workshops_workshop", ["year", "division_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_workshops_workshop_year_division_id"), table_name="workshops_workshop")
    op.drop_index(op.f("ix_workshops_workshop_operator_id_year"), table_name="workshops_workshop")
    op.drop_index(op.f("ix_workshops_workshop_division_id_deleted_at_found_on_id"), table_name="workshops_workshop")
    op.drop_table("workshops_workshop")
    op.drop_index(op.f("ix_workshops_supervision_file_operator_id_opened_on"), table_name="workshops_supervision_file")
    op.drop_index(
        op.f("ix_workshops_supervision_file_division_id_deleted_at_opened_on_id"),
        table_name="workshops_supervision_file",
    )
    op.drop_table("workshops_supervision_file")
