"""Make the tables of catering."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "catering_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "catering_acceptance",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("accepted_on", types.Day(), nullable=False, comment="验收日期"),
        sa.Column("goods", types.Text(100), nullable=False, comment="货品"),
        sa.Column("supplier", types.Text(100), nullable=False, comment="供货者"),
        sa.Column("accepted_by", types.Text(50), nullable=False, comment="验收人"),
        sa.Column("second_by", types.Text(50), nullable=False, comment="第二名验收人"),
        sa.Column("documents", types.Flag(), nullable=False, comment="票证齐全"),
        sa.Column("temperature", types.Whole(), nullable=True, comment="到货温度"),
        sa.Column("taken", types.Flag(), nullable=False, comment="验收合格"),
        sa.Column("refused_because", types.Text(200), nullable=False, comment="拒收原因"),
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
            ["division_id"], ["division.id"], name=op.f("fk_catering_acceptance_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_catering_acceptance_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catering_acceptance")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_catering_acceptance_division_id_key")),
        comment="进货验收",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_catering_acceptance_division_id_deleted_at_accepted_on_id"),
        "catering_acceptance",
        ["division_id", "deleted_at", "accepted_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_catering_acceptance_operator_id_accepted_on"),
        "catering_acceptance",
        ["operator_id", "accepted_on"],
        unique=False,
    )
    op.create_table(
        "catering_disinfection",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("done_on", types.Day(), nullable=False, comment="消毒日期"),
        sa.Column("thing", types.Text(100), nullable=False, comment="消毒物品"),
        sa.Column("method", types.Text(), nullable=False, comment="消毒方法"),
        sa.Column("done_by", types.Text(50), nullable=False, comment="消毒人"),
        sa.Column("agent", types.Text(100), nullable=False, comment="消毒剂和浓度"),
        sa.Column("minutes", types.Whole(), nullable=True, comment="消毒时间"),
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
            ["division_id"], ["division.id"], name=op.f("fk_catering_disinfection_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_catering_disinfection_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catering_disinfection")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_catering_disinfection_division_id_key")),
        comment="消毒记录",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_catering_disinfection_division_id_deleted_at_done_on_id"),
        "catering_disinfection",
        ["division_id", "deleted_at", "done_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_catering_disinfection_operator_id_done_on"),
        "catering_disinfection",
        ["operator_id", "done_on"],
        unique=False,
    )
    op.create_table(
        "catering_file",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("opened_on", types.Day(), nullable=False, comment="建档日期"),
        sa.Column("sections", types.Text(), nullable=False, comment="已有的部分"),
        sa.Column("dining", types.Text(), nullable=False, comment="供餐类型"),
        sa.Column("diners", types.Whole(), nullable=True, comment="平均每餐就餐人数"),
        sa.Column("updated_on", types.Day(), nullable=True, comment="更新日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_catering_file_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_catering_file_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catering_file")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_catering_file_division_id_key")),
        comment="卫生管理档案",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_catering_file_dining_diners"), "catering_file", ["dining", "diners"], unique=False)
    op.create_index(
        op.f("ix_catering_file_division_id_deleted_at_opened_on_id"),
        "catering_file",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_catering_file_operator_id"), "catering_file", ["operator_id"], unique=False)
    op.create_table(
        "catering_manager",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("kind", types.Text(), nullable=False, comment="职务"),
        sa.Column("appointed_on", types.Day(), nullable=False, comment="任命日期"),
        sa.Column("state", types.Text(), nullable=False, comment="任职状态"),
        sa.Column("examined_on", types.Day(), nullable=True, comment="考核合格日期"),
        sa.Column("left_on", types.Day(), nullable=True, comment="离任日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_catering_manager_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_catering_manager_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_catering_manager_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catering_manager")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_catering_manager_division_id_key")),
        comment="食品安全管理人员",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_catering_manager_division_id_deleted_at_appointed_on_id"),
        "catering_manager",
        ["division_id", "deleted_at", "appointed_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_catering_manager_operator_id_appointed_on"),
        "catering_manager",
        ["operator_id", "appointed_on"],
        unique=False,
    )
    op.create_index(op.f("ix_catering_manager_person_id"), "catering_manager", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_catering_manager_state_appointed_on"), "catering_manager", ["state", "appointed_on"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_catering_manager_state_appointed_on"), table_name="catering_manager")
    op.drop_index(op.f("ix_catering_manager_person_id"), table_name="catering_manager")
    op.drop_index(op.f("ix_catering_manager_operator_id_appointed_on"), table_name="catering_manager")
    op.drop_index(op.f("ix_catering_manager_division_id_deleted_at_appointed_on_id"), table_name="catering_manager")
    op.drop_table("catering_manager")
    op.drop_index(op.f("ix_catering_file_operator_id"), table_name="catering_file")
    op.drop_index(op.f("ix_catering_file_division_id_deleted_at_opened_on_id"), table_name="catering_file")
    op.drop_index(op.f("ix_catering_file_dining_diners"), table_name="catering_file")
    op.drop_table("catering_file")
    op.drop_index(op.f("ix_catering_disinfection_operator_id_done_on"), table_name="catering_disinfection")
    op.drop_index(
        op.f("ix_catering_disinfection_division_id_deleted_at_done_on_id"), table_name="catering_disinfection"
    )
    op.drop_table("catering_disinfection")
    op.drop_index(op.f("ix_catering_acceptance_operator_id_accepted_on"), table_name="catering_acceptance")
    op.drop_index(
        op.f("ix_catering_acceptance_division_id_deleted_at_accepted_on_id"), table_name="catering_acceptance"
    )
    op.drop_table("catering_acceptance")
