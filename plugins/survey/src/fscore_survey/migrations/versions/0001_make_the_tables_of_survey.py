"""Make the tables of survey."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "survey_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "survey_survey",
        sa.Column("name", types.Text(100), nullable=False, comment="调查名称"),
        sa.Column("method", types.Text(), nullable=False, comment="调查方式"),
        sa.Column("starts_on", types.Day(), nullable=False, comment="开始日期"),
        sa.Column("ends_on", types.Day(), nullable=False, comment="计划结束日期"),
        sa.Column("sample", types.Whole(), nullable=False, comment="计划样本数"),
        sa.Column("questions", types.Text(), nullable=False, comment="问卷题目"),
        sa.Column("answer_key", types.Text(200), nullable=False, comment="标准答案"),
        sa.Column("aware_means", types.Text(), nullable=False, comment="知晓的定义"),
        sa.Column("conducted_by", types.Text(100), nullable=False, comment="调查单位"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="结束日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_survey_survey_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_survey")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_survey_survey_division_id_key")),
        comment="问卷调查",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_survey_survey_division_id_deleted_at_closed_on_id"),
        "survey_survey",
        ["division_id", "deleted_at", "closed_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_survey_survey_state_ends_on"), "survey_survey", ["state", "ends_on"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("survey_id", types.Whole(), nullable=False, comment="问卷调查"),
        sa.Column("number", types.Text(30), nullable=False, comment="问卷编号"),
        sa.Column("answered_on", types.Day(), nullable=False, comment="答卷日期"),
        sa.Column("group", types.Text(50), nullable=False, comment="村（居）民小组"),
        sa.Column("answers", types.Text(200), nullable=False, comment="各题答案"),
        sa.Column("score", types.Whole(), nullable=True, comment="知识得分"),
        sa.Column("satisfaction", types.Text(), nullable=True, comment="满意程度"),
        sa.Column("valid", types.Flag(), nullable=False, comment="有效答卷"),
        sa.Column("invalid_because", types.Text(200), nullable=False, comment="无效原因"),
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
            ["division_id"], ["division.id"], name=op.f("fk_survey_answer_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey_survey.id"], name=op.f("fk_survey_answer_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_survey_answer_division_id_key")),
        comment="问卷答卷",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_survey_answer_division_id_deleted_at_answered_on_id"),
        "survey_answer",
        ["division_id", "deleted_at", "answered_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_survey_answer_survey_id_valid"), "survey_answer", ["survey_id", "valid"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_survey_answer_survey_id_valid"), table_name="survey_answer")
    op.drop_index(op.f("ix_survey_answer_division_id_deleted_at_answered_on_id"), table_name="survey_answer")
    op.drop_table("survey_answer")
    op.drop_index(op.f("ix_survey_survey_state_ends_on"), table_name="survey_survey")
    op.drop_index(op.f("ix_survey_survey_division_id_deleted_at_closed_on_id"), table_name="survey_survey")
    op.drop_table("survey_survey")
