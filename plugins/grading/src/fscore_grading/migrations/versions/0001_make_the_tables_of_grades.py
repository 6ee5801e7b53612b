"""Make the tables of grades."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "grading_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "grading_risk",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("graded_on", types.Day(), nullable=False, comment="评定日期"),
        sa.Column("risk", types.Text(), nullable=False, comment="风险等级"),
        sa.Column("static_points", types.Whole(), nullable=True, comment="静态风险分值"),
        sa.Column("dynamic_points", types.Whole(), nullable=True, comment="动态风险分值"),
        sa.Column("raised_because", types.Text(200), nullable=False, comment="调高一级的原因"),
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
            ["division_id"], ["division.id"], name=op.f("fk_grading_risk_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_grading_risk_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grading_risk")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_grading_risk_division_id_key")),
        comment="风险分级",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_grading_risk_division_id_deleted_at_graded_on_id"),
        "grading_risk",
        ["division_id", "deleted_at", "graded_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_grading_risk_operator_id_graded_on"), "grading_risk", ["operator_id", "graded_on"], unique=False
    )
    op.create_table(
        "grading_hygiene",
        sa.Column("operator_id", types.Whole(), nullable=False, comment="经营主体"),
        sa.Column("graded_on", types.Day(), nullable=False, comment="评定日期"),
        sa.Column("term", types.Text(), nullable=False, comment="等级种类"),
        sa.Column("state", types.Text(), nullable=False, comment="评定进度"),
        sa.Column("average", types.Whole(), nullable=True, comment="平均分"),
        sa.Column("key_failures", types.Whole(), nullable=False, comment="不合格的关键项"),
        sa.Column("letter", types.Text(), nullable=True, comment="等级"),
        sa.Column("reason", types.Text(), nullable=True, comment="不评级的原因"),
        sa.Column("posted_on", types.Day(), nullable=True, comment="张贴日期"),
        sa.Column("inspection_id", types.Whole(), nullable=True, comment="所依据的检查"),
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
            ["division_id"], ["division.id"], name=op.f("fk_grading_hygiene_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection_inspection.id"],
            name=op.f("fk_grading_hygiene_inspection_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_grading_hygiene_operator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grading_hygiene")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_grading_hygiene_division_id_key")),
        comment="量化分级",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_grading_hygiene_division_id_deleted_at_graded_on_id"),
        "grading_hygiene",
        ["division_id", "deleted_at", "graded_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_grading_hygiene_inspection_id"), "grading_hygiene", ["inspection_id"], unique=False)
    op.create_index(
        op.f("ix_grading_hygiene_operator_id_graded_on"), "grading_hygiene", ["operator_id", "graded_on"], unique=False
    )
    op.create_index(op.f("ix_grading_hygiene_state_graded_on"), "grading_hygiene", ["state", "graded_on"], unique=False)
    op.create_table(
        "grading_score",
        sa.Column("grade_id", types.Whole(), nullable=False, comment="所属量化分级"),
        sa.Column("item", types.Text(), nullable=False, comment="评分项目"),
        sa.Column("points", types.Whole(), nullable=False, comment="得分"),
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
            ["division_id"], ["division.id"], name=op.f("fk_grading_score_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["grade_id"], ["grading_hygiene.id"], name=op.f("fk_grading_score_grade_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grading_score")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_grading_score_division_id_key")),
        comment="量化分级得分",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_grading_score_division_id_deleted_at_id"),
        "grading_score",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_grading_score_grade_id"), "grading_score", ["grade_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_grading_score_grade_id"), table_name="grading_score")
    op.drop_index(op.f("ix_grading_score_division_id_deleted_at_id"), table_name="grading_score")
    op.drop_table("grading_score")
    op.drop_index(op.f("ix_grading_hygiene_state_graded_on"), table_name="grading_hygiene")
    op.drop_index(op.f("ix_grading_hygiene_operator_id_graded_on"), table_name="grading_hygiene")
    op.drop_index(op.f("ix_grading_hygiene_inspection_id"), table_name="grading_hygiene")
    op.drop_index(op.f("ix_grading_hygiene_division_id_deleted_at_graded_on_id"), table_name="grading_hygiene")
    op.drop_table("grading_hygiene")
    op.drop_index(op.f("ix_grading_risk_operator_id_graded_on"), table_name="grading_risk")
    op.drop_index(op.f("ix_grading_risk_division_id_deleted_at_graded_on_id"), table_name="grading_risk")
    op.drop_table("grading_risk")
