"""Make the tables of health."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "health_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "health_certificate",
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("name", types.Text(50), nullable=False, comment="持证人"),
        sa.Column("issuer", types.Text(100), nullable=False, comment="发证机构"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发证日期"),
        sa.Column("valid_to", types.Day(), nullable=False, comment="有效期至"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="办证单位"),
        sa.Column("number", types.Text(50), nullable=False, comment="健康证号"),
        sa.Column("revoked_on", types.Day(), nullable=True, comment="注销日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_health_certificate_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_health_certificate_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_health_certificate_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_certificate")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_health_certificate_division_id_key")),
        comment="健康证",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_health_certificate_division_id_deleted_at_issued_on_id"),
        "health_certificate",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_health_certificate_division_id_valid_to"),
        "health_certificate",
        ["division_id", "valid_to"],
        unique=False,
    )
    op.create_index(op.f("ix_health_certificate_operator_id"), "health_certificate", ["operator_id"], unique=False)
    op.create_index(
        op.f("ix_health_certificate_person_id_valid_to"), "health_certificate", ["person_id", "valid_to"], unique=False
    )
    op.create_table(
        "health_food_handler",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("person_id", types.Whole(), nullable=False, comment="人员"),
        sa.Column("name", types.Text(50), nullable=False, comment="姓名"),
        sa.Column("direct_contact", types.Flag(), nullable=False, comment="接触直接入口食品"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="上岗日期"),
        sa.Column("job", types.Text(50), nullable=False, comment="岗位"),
        sa.Column("ends_on", types.Day(), nullable=True, comment="离岗日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_health_food_handler_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_health_food_handler_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_health_food_handler_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_food_handler")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_health_food_handler_division_id_key")),
        comment="食品从业人员",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_health_food_handler_division_id_deleted_at_starts_on_id"),
        "health_food_handler",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_health_food_handler_division_id_direct_contact_starts_on"),
        "health_food_handler",
        ["division_id", "direct_contact", "starts_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_health_food_handler_operator_id_starts_on"),
        "health_food_handler",
        ["operator_id", "starts_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_health_food_handler_person_id_starts_on"),
        "health_food_handler",
        ["person_id", "starts_on"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_health_food_handler_person_id_starts_on"), table_name="health_food_handler")
    op.drop_index(op.f("ix_health_food_handler_operator_id_starts_on"), table_name="health_food_handler")
    op.drop_index(op.f("ix_health_food_handler_division_id_direct_contact_starts_on"), table_name="health_food_handler")
    op.drop_index(op.f("ix_health_food_handler_division_id_deleted_at_starts_on_id"), table_name="health_food_handler")
    op.drop_table("health_food_handler")
    op.drop_index(op.f("ix_health_certificate_person_id_valid_to"), table_name="health_certificate")
    op.drop_index(op.f("ix_health_certificate_operator_id"), table_name="health_certificate")
    op.drop_index(op.f("ix_health_certificate_division_id_valid_to"), table_name="health_certificate")
    op.drop_index(op.f("ix_health_certificate_division_id_deleted_at_issued_on_id"), table_name="health_certificate")
    op.drop_table("health_certificate")
