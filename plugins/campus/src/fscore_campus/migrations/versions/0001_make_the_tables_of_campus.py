"""Make the tables of campus."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "campus_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "campus_campus",
        sa.Column("name", types.Text(100), nullable=False, comment="单位名称"),
        sa.Column("kind", types.Text(), nullable=False, comment="单位类型"),
        sa.Column("principal", types.Text(50), nullable=False, comment="负责人"),
        sa.Column("phone", types.Text(200), nullable=True, comment="负责人电话"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="经营主体"),
        sa.Column("mode", types.Text(), nullable=False, comment="供餐方式"),
        sa.Column("students", types.Whole(), nullable=True, comment="在校（院）人数"),
        sa.Column("diners", types.Whole(), nullable=True, comment="用餐人数"),
        sa.Column("opened_on", types.Day(), nullable=True, comment="开办日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="停办日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_campus_campus_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_campus_campus_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus_campus")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_campus_campus_division_id_key")),
        comment="学校和养老机构",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_campus_campus_division_id_deleted_at_opened_on_id"),
        "campus_campus",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_campus_campus_kind_opened_on"), "campus_campus", ["kind", "opened_on"], unique=False)
    op.create_index(op.f("ix_campus_campus_operator_id"), "campus_campus", ["operator_id"], unique=False)
    op.create_table(
        "campus_canteen",
        sa.Column("host_id", types.Whole(), nullable=False, comment="所属单位"),
        sa.Column("name", types.Text(100), nullable=False, comment="食堂名称"),
        sa.Column("contracted", types.Flag(), nullable=False, comment="承包经营"),
        sa.Column("contractor", types.Text(100), nullable=False, comment="承包单位"),
        sa.Column("diners", types.Whole(), nullable=True, comment="每餐就餐人数"),
        sa.Column("opened_on", types.Day(), nullable=True, comment="启用日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="停用日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_campus_canteen_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["campus_campus.id"], name=op.f("fk_campus_canteen_host_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus_canteen")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_campus_canteen_division_id_key")),
        comment="集体食堂",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_campus_canteen_division_id_deleted_at_opened_on_id"),
        "campus_canteen",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_campus_canteen_host_id"), "campus_canteen", ["host_id"], unique=False)
    op.create_table(
        "campus_term_check",
        sa.Column("campus_id", types.Whole(), nullable=False, comment="学校"),
        sa.Column("checked_on", types.Day(), nullable=False, comment="检查日期"),
        sa.Column("checked_by", types.Text(100), nullable=False, comment="检查人员"),
        sa.Column("state", types.Text(), nullable=False, comment="检查结论"),
        sa.Column("passed", types.Text(), nullable=False, comment="合格项目"),
        sa.Column("problems", types.Text(), nullable=False, comment="检查发现的问题"),
        sa.Column("due_on", types.Day(), nullable=True, comment="整改期限"),
        sa.Column("corrected_on", types.Day(), nullable=True, comment="整改完成日期"),
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
            ["campus_id"], ["campus_campus.id"], name=op.f("fk_campus_term_check_campus_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_campus_term_check_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus_term_check")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_campus_term_check_division_id_key")),
        comment="开学前检查",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_campus_term_check_campus_id_checked_on"),
        "campus_term_check",
        ["campus_id", "checked_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campus_term_check_division_id_deleted_at_checked_on_id"),
        "campus_term_check",
        ["division_id", "deleted_at", "checked_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campus_term_check_state_checked_on"), "campus_term_check", ["state", "checked_on"], unique=False
    )
    op.create_table(
        "campus_accompany",
        sa.Column("canteen_id", types.Whole(), nullable=False, comment="食堂"),
        sa.Column("accompanied_on", types.Day(), nullable=False, comment="陪餐日期"),
        sa.Column("meal", types.Text(), nullable=False, comment="餐别"),
        sa.Column("companion", types.Text(50), nullable=False, comment="陪餐人"),
        sa.Column("dishes", types.Text(200), nullable=False, comment="菜品"),
        sa.Column("problems", types.Text(), nullable=False, comment="陪餐发现的问题"),
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
            ["canteen_id"], ["campus_canteen.id"], name=op.f("fk_campus_accompany_canteen_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_campus_accompany_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus_accompany")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_campus_accompany_division_id_key")),
        comment="陪餐记录",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_campus_accompany_canteen_id_accompanied_on"),
        "campus_accompany",
        ["canteen_id", "accompanied_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campus_accompany_division_id_deleted_at_accompanied_on_id"),
        "campus_accompany",
        ["division_id", "deleted_at", "accompanied_on", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_campus_accompany_division_id_deleted_at_accompanied_on_id"), table_name="campus_accompany")
    op.drop_index(op.f("ix_campus_accompany_canteen_id_accompanied_on"), table_name="campus_accompany")
    op.drop_table("campus_accompany")
    op.drop_index(op.f("ix_campus_term_check_state_checked_on"), table_name="campus_term_check")
    op.drop_index(op.f("ix_campus_term_check_division_id_deleted_at_checked_on_id"), table_name="campus_term_check")
    op.drop_index(op.f("ix_campus_term_check_campus_id_checked_on"), table_name="campus_term_check")
    op.drop_table("campus_term_check")
    op.drop_index(op.f("ix_campus_canteen_host_id"), table_name="campus_canteen")
    op.drop_index(op.f("ix_campus_canteen_division_id_deleted_at_opened_on_id"), table_name="campus_canteen")
    op.drop_table("campus_canteen")
    op.drop_index(op.f("ix_campus_campus_operator_id"), table_name="campus_campus")
    op.drop_index(op.f("ix_campus_campus_kind_opened_on"), table_name="campus_campus")
    op.drop_index(op.f("ix_campus_campus_division_id_deleted_at_opened_on_id"), table_name="campus_campus")
    op.drop_table("campus_campus")
