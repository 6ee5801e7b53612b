"""Make the tables of rights."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "rights_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "rights_hotline",
        sa.Column("number", types.Text(200), nullable=False, comment="电话号码"),
        sa.Column("scope", types.Text(200), nullable=False, comment="受理范围"),
        sa.Column("published_on", types.Day(), nullable=False, comment="公布日期"),
        sa.Column("withdrawn_on", types.Day(), nullable=True, comment="停用日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_rights_hotline_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_hotline")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_rights_hotline_division_id_key")),
        comment="投诉举报电话",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_rights_hotline_division_id_deleted_at_published_on_id"),
        "rights_hotline",
        ["division_id", "deleted_at", "published_on", "id"],
        unique=False,
    )
    op.create_table(
        "rights_station",
        sa.Column("name", types.Text(100), nullable=False, comment="站点名称"),
        sa.Column("keeper", types.Text(50), nullable=False, comment="负责人"),
        sa.Column("opened_on", types.Day(), nullable=False, comment="设立日期"),
        sa.Column("phone", types.Text(200), nullable=True, comment="联系电话"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="撤销日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_rights_station_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_station")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_rights_station_division_id_key")),
        comment="消费维权站",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_rights_station_division_id_deleted_at_opened_on_id"),
        "rights_station",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_table(
        "rights_complaint",
        sa.Column("kind", types.Text(), nullable=False, comment="类型"),
        sa.Column("received_on", types.Day(), nullable=False, comment="接收日期"),
        sa.Column("subject", types.Text(200), nullable=False, comment="事由"),
        sa.Column("channel", types.Text(), nullable=False, comment="来源渠道"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="涉及经营主体"),
        sa.Column("anonymous", types.Flag(), nullable=False, comment="匿名"),
        sa.Column("reporter", types.Text(50), nullable=False, comment="投诉举报人"),
        sa.Column("mobile", types.Text(200), nullable=True, comment="投诉举报人电话"),
        sa.Column("state", types.Text(), nullable=False, comment="办理进度"),
        sa.Column("transferred_on", types.Day(), nullable=True, comment="转办日期"),
        sa.Column("transferred_to", types.Text(100), nullable=False, comment="转往单位"),
        sa.Column("accepted_on", types.Day(), nullable=True, comment="受理日期"),
        sa.Column("result", types.Text(), nullable=False, comment="处理结果"),
        sa.Column("answered_on", types.Day(), nullable=True, comment="答复日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="办结日期"),
        sa.Column("clock_on", types.Day(), nullable=True, comment="计时起日"),
        sa.Column("workdays", types.Whole(), nullable=True, comment="办理用时"),
        sa.Column("extended", types.Flag(), nullable=False, comment="已延长期限"),
        sa.Column("verified", types.Flag(), nullable=False, comment="已核查"),
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
            ["division_id"], ["division.id"], name=op.f("fk_rights_complaint_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_rights_complaint_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_complaint")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_rights_complaint_division_id_key")),
        comment="投诉举报",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_rights_complaint_division_id_deleted_at_received_on_id"),
        "rights_complaint",
        ["division_id", "deleted_at", "received_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_rights_complaint_kind_clock_on"), "rights_complaint", ["kind", "clock_on"], unique=False)
    op.create_index(op.f("ix_rights_complaint_operator_id"), "rights_complaint", ["operator_id"], unique=False)
    op.create_index(
        op.f("ix_rights_complaint_state_received_on"), "rights_complaint", ["state", "received_on"], unique=False
    )
    op.create_table(
        "rights_tipoff",
        sa.Column("complaint_id", types.Whole(), nullable=False, comment="所属举报"),
        sa.Column("verified_on", types.Day(), nullable=True, comment="核查日期"),
        sa.Column("findings", types.Text(), nullable=False, comment="核查情况"),
        sa.Column("extended_on", types.Day(), nullable=True, comment="批准延期日期"),
        sa.Column("decision", types.Text(), nullable=True, comment="核查决定"),
        sa.Column("decided_on", types.Day(), nullable=True, comment="决定日期"),
        sa.Column("informed_on", types.Day(), nullable=True, comment="告知举报人日期"),
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
            ["complaint_id"], ["rights_complaint.id"], name=op.f("fk_rights_tipoff_complaint_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_rights_tipoff_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_tipoff")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_rights_tipoff_division_id_key")),
        comment="举报核查",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rights_tipoff_complaint_id"), "rights_tipoff", ["complaint_id"], unique=False)
    op.create_index(
        op.f("ix_rights_tipoff_division_id_deleted_at_decided_on_id"),
        "rights_tipoff",
        ["division_id", "deleted_at", "decided_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_rights_tipoff_division_id_deleted_at_decided_on_id"), table_name="rights_tipoff")
    op.drop_index(op.f("ix_rights_tipoff_complaint_id"), table_name="rights_tipoff")
    op.drop_table("rights_tipoff")
    op.drop_index(op.f("ix_rights_complaint_state_received_on"), table_name="rights_complaint")
    op.drop_index(op.f("ix_rights_complaint_operator_id"), table_name="rights_complaint")
    op.drop_index(op.f("ix_rights_complaint_kind_clock_on"), table_name="rights_complaint")
    op.drop_index(op.f("ix_rights_complaint_division_id_deleted_at_received_on_id"), table_name="rights_complaint")
    op.drop_table("rights_complaint")
    op.drop_index(op.f("ix_rights_station_division_id_deleted_at_opened_on_id"), table_name="rights_station")
    op.drop_table("rights_station")
    op.drop_index(op.f("ix_rights_hotline_division_id_deleted_at_published_on_id"), table_name="rights_hotline")
    op.drop_table("rights_hotline")
