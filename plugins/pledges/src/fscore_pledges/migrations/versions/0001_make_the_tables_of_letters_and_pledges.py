"""Make the tables of letters and pledges."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "pledges_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "pledges_appeal",
        sa.Column("title", types.Text(100), nullable=False, comment="标题"),
        sa.Column("version", types.Text(50), nullable=False, comment="文本版本"),
        sa.Column("issued_on", types.Day(), nullable=False, comment="发出日期"),
        sa.Column("text", types.Text(), nullable=False, comment="倡议内容"),
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
            ["division_id"], ["division.id"], name=op.f("fk_pledges_appeal_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges_appeal")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_pledges_appeal_division_id_key")),
        comment="食品安全倡议书",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_pledges_appeal_division_id_deleted_at_issued_on_id"),
        "pledges_appeal",
        ["division_id", "deleted_at", "issued_on", "id"],
        unique=False,
    )
    op.create_table(
        "pledges_responsibility_letter",
        sa.Column("party_a", types.Text(100), nullable=False, comment="甲方"),
        sa.Column("party_b", types.Text(100), nullable=False, comment="乙方"),
        sa.Column("signer_a", types.Text(50), nullable=False, comment="甲方签字人"),
        sa.Column("signer_b", types.Text(50), nullable=False, comment="乙方签字人"),
        sa.Column("duties", types.Text(), nullable=False, comment="责任内容"),
        sa.Column("year", types.Whole(), nullable=False, comment="年度"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("signed_on", types.Day(), nullable=True, comment="签订日期"),
        sa.Column("proof", types.Text(), nullable=True, comment="签字凭据"),
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
            ["division_id"],
            ["division.id"],
            name=op.f("fk_pledges_responsibility_letter_division_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges_responsibility_letter")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_pledges_responsibility_letter_division_id_key")),
        comment="食品安全责任状",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_pledges_responsibility_letter_division_id_deleted_at_signed_on_id"),
        "pledges_responsibility_letter",
        ["division_id", "deleted_at", "signed_on", "id"],
        unique=False,
    )
    op.create_table(
        "pledges_delivery",
        sa.Column("appeal_id", types.Whole(), nullable=False, comment="倡议书"),
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("delivered_on", types.Day(), nullable=False, comment="送达日期"),
        sa.Column("delivered_by", types.Text(50), nullable=False, comment="送达人"),
        sa.Column("acknowledged", types.Flag(), nullable=False, comment="已签回执"),
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
            ["appeal_id"], ["pledges_appeal.id"], name=op.f("fk_pledges_delivery_appeal_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_pledges_delivery_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_pledges_delivery_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges_delivery")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_pledges_delivery_division_id_key")),
        comment="倡议书送达",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_pledges_delivery_appeal_id"), "pledges_delivery", ["appeal_id"], unique=False)
    op.create_index(
        op.f("ix_pledges_delivery_division_id_deleted_at_delivered_on_id"),
        "pledges_delivery",
        ["division_id", "deleted_at", "delivered_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pledges_delivery_operator_id_delivered_on"),
        "pledges_delivery",
        ["operator_id", "delivered_on"],
        unique=False,
    )
    op.create_table(
        "pledges_pledge",
        sa.Column("kind", types.Text(), nullable=False, comment="承诺书种类"),
        sa.Column("text_version", types.Text(50), nullable=False, comment="文本版本"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
        sa.Column("party", types.Text(100), nullable=False, comment="承诺单位"),
        sa.Column("signer", types.Text(50), nullable=False, comment="承诺人"),
        sa.Column("valid_to", types.Day(), nullable=True, comment="有效期至"),
        sa.Column("year", types.Whole(), nullable=False, comment="年度"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("signed_on", types.Day(), nullable=True, comment="签订日期"),
        sa.Column("proof", types.Text(), nullable=True, comment="签字凭据"),
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
            ["division_id"], ["division.id"], name=op.f("fk_pledges_pledge_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_pledges_pledge_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges_pledge")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_pledges_pledge_division_id_key")),
        comment="食品安全承诺书",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_pledges_pledge_division_id_deleted_at_signed_on_id"),
        "pledges_pledge",
        ["division_id", "deleted_at", "signed_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_pledges_pledge_operator_id_year"), "pledges_pledge", ["operator_id", "year"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_pledges_pledge_operator_id_year"), table_name="pledges_pledge")
    op.drop_index(op.f("ix_pledges_pledge_division_id_deleted_at_signed_on_id"), table_name="pledges_pledge")
    op.drop_table("pledges_pledge")
    op.drop_index(op.f("ix_pledges_delivery_operator_id_delivered_on"), table_name="pledges_delivery")
    op.drop_index(op.f("ix_pledges_delivery_division_id_deleted_at_delivered_on_id"), table_name="pledges_delivery")
    op.drop_index(op.f("ix_pledges_delivery_appeal_id"), table_name="pledges_delivery")
    op.drop_table("pledges_delivery")
    op.drop_index(
        op.f("ix_pledges_responsibility_letter_division_id_deleted_at_signed_on_id"),
        table_name="pledges_responsibility_letter",
    )
    op.drop_table("pledges_responsibility_letter")
    op.drop_index(op.f("ix_pledges_appeal_division_id_deleted_at_issued_on_id"), table_name="pledges_appeal")
    op.drop_table("pledges_appeal")
