"""Make the tables of custody."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "custody_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "custody_custody",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="包保主体"),
        sa.Column("person_id", types.Whole(), nullable=False, comment="包保干部"),
        sa.Column("grade", types.Text(), nullable=False, comment="主体分级"),
        sa.Column("tier", types.Text(), nullable=False, comment="干部层级"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="包保开始日期"),
        sa.Column("ends_on", types.Day(), nullable=True, comment="包保结束日期"),
        sa.Column("pledged_on", types.Day(), nullable=True, comment="承诺书签订日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_custody_custody_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_custody_custody_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_custody_custody_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_custody")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_custody_custody_division_id_key")),
        comment="包保关系",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_custody_custody_division_id_deleted_at_starts_on_id"),
        "custody_custody",
        ["division_id", "deleted_at", "starts_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_custody_custody_grade_starts_on"), "custody_custody", ["grade", "starts_on"], unique=False)
    op.create_index(
        op.f("ix_custody_custody_operator_id_starts_on"), "custody_custody", ["operator_id", "starts_on"], unique=False
    )
    op.create_index(op.f("ix_custody_custody_person_id"), "custody_custody", ["person_id"], unique=False)
    op.create_table(
        "custody_visit",
        sa.Column("custody_id", types.Whole(), nullable=False, comment="包保关系"),
        sa.Column("visited_on", types.Day(), nullable=False, comment="督导日期"),
        sa.Column("mode", types.Text(), nullable=False, comment="督导方式"),
        sa.Column("manager_met", types.Flag(), nullable=False, comment="见到负责人或管理员"),
        sa.Column("self_check_seen", types.Flag(), nullable=False, comment="看过自查记录"),
        sa.Column("items", types.Text(), nullable=False, comment="已看项目"),
        sa.Column("problems", types.Text(), nullable=False, comment="发现的问题"),
        sa.Column("handler", types.Text(), nullable=True, comment="处理方"),
        sa.Column("due_on", types.Day(), nullable=True, comment="整改期限"),
        sa.Column("solved_on", types.Day(), nullable=True, comment="整改完成日期"),
        sa.Column("signed", types.Flag(), nullable=False, comment="双方已签字"),
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
            ["custody_id"], ["custody_custody.id"], name=op.f("fk_custody_visit_custody_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_custody_visit_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_visit")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_custody_visit_division_id_key")),
        comment="包保督导",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_custody_visit_custody_id_visited_on"), "custody_visit", ["custody_id", "visited_on"], unique=False
    )
    op.create_index(
        op.f("ix_custody_visit_division_id_deleted_at_visited_on_id"),
        "custody_visit",
        ["division_id", "deleted_at", "visited_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_custody_visit_division_id_deleted_at_visited_on_id"), table_name="custody_visit")
    op.drop_index(op.f("ix_custody_visit_custody_id_visited_on"), table_name="custody_visit")
    op.drop_table("custody_visit")
    op.drop_index(op.f("ix_custody_custody_person_id"), table_name="custody_custody")
    op.drop_index(op.f("ix_custody_custody_operator_id_starts_on"), table_name="custody_custody")
    op.drop_index(op.f("ix_custody_custody_grade_starts_on"), table_name="custody_custody")
    op.drop_index(op.f("ix_custody_custody_division_id_deleted_at_starts_on_id"), table_name="custody_custody")
    op.drop_table("custody_custody")
