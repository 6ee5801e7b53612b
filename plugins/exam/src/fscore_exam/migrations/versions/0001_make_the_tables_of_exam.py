"""Make the tables of exam."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "exam_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "exam_paper",
        sa.Column("name", types.Text(100), nullable=False, comment="试卷名称"),
        sa.Column("held_on", types.Day(), nullable=False, comment="考试日期"),
        sa.Column("minutes", types.Whole(), nullable=False, comment="考试时间"),
        sa.Column("purpose", types.Text(), nullable=False, comment="考试目的"),
        sa.Column("state", types.Text(), nullable=False, comment="试卷状态"),
        sa.Column("seed", types.Whole(), nullable=False, comment="抽题号"),
        sa.Column("pass_percent", types.Whole(), nullable=True, comment="及格线"),
        sa.Column("multiple", types.Text(), nullable=False, comment="多选题计分"),
        sa.Column("partial", types.Whole(), nullable=False, comment="少选的固定分"),
        sa.Column("negative", types.Whole(), nullable=False, comment="多选题最低得分比例"),
        sa.Column("digits", types.Whole(), nullable=False, comment="总分保留小数位"),
        sa.Column("rounding", types.Text(), nullable=False, comment="总分取舍"),
        sa.Column("shuffled", types.Flag(), nullable=False, comment="每人选项打乱"),
        sa.Column("four_eyes", types.Flag(), nullable=False, comment="简答题两人阅卷"),
        sa.Column("tells", types.Flag(), nullable=False, comment="交卷后告诉每题对错"),
        sa.Column("full", types.Whole(), nullable=True, comment="满分"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_paper_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_paper")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_paper_division_id_key")),
        comment="试卷",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_paper_division_id_deleted_at_held_on_id"),
        "exam_paper",
        ["division_id", "deleted_at", "held_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_paper_purpose"), "exam_paper", ["purpose"], unique=False)
    op.create_table(
        "exam_question",
        sa.Column("code", types.Text(60), nullable=False, comment="试题编号"),
        sa.Column("kind", types.Text(), nullable=False, comment="题型"),
        sa.Column("stem", types.Text(), nullable=False, comment="题干"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("topic", types.Text(100), nullable=False, comment="主题"),
        sa.Column("audience", types.Text(100), nullable=False, comment="对象"),
        sa.Column("points", types.Whole(), nullable=False, comment="分值"),
        sa.Column("source", types.Text(200), nullable=False, comment="出处"),
        sa.Column("explanation", types.Text(), nullable=False, comment="解析"),
        sa.Column("title", types.Text(200), nullable=False, comment="标题"),
        sa.Column("tags", types.Text(500), nullable=False, comment="标签"),
        sa.Column("style", types.Text(), nullable=False, comment="文字格式"),
        sa.Column("case_sensitive", types.Flag(), nullable=False, comment="区分大小写"),
        sa.Column("shuffle", types.Flag(), nullable=False, comment="选项可以打乱"),
        sa.Column("scoring", types.Text(), nullable=False, comment="计分"),
        sa.Column("lowest", types.Whole(), nullable=False, comment="计分下限"),
        sa.Column("version", types.Whole(), nullable=False, comment="第几版"),
        sa.Column("content", types.Text(200), nullable=False, comment="内容摘要"),
        sa.Column("flaw", types.Text(500), nullable=False, comment="还缺什么"),
        sa.Column("frozen_as", types.Text(200), nullable=False, comment="用时的摘要"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_question_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_question")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_question_division_id_key")),
        comment="试题",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_question_division_id_deleted_at_id"),
        "exam_question",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_exam_question_state_kind_topic"), "exam_question", ["state", "kind", "topic"], unique=False
    )
    op.create_table(
        "exam_draw",
        sa.Column("paper_id", types.Whole(), nullable=False, comment="要求所属试卷"),
        sa.Column("place", types.Whole(), nullable=False, comment="抽题次序"),
        sa.Column("kind", types.Text(), nullable=False, comment="抽题题型"),
        sa.Column("count", types.Whole(), nullable=False, comment="题数"),
        sa.Column("points", types.Whole(), nullable=False, comment="每题分值"),
        sa.Column("topic", types.Text(100), nullable=False, comment="抽题主题"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_draw_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["exam_paper.id"], name=op.f("fk_exam_draw_paper_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_draw")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_draw_division_id_key")),
        comment="抽题要求",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_draw_division_id_deleted_at_id"), "exam_draw", ["division_id", "deleted_at", "id"], unique=False
    )
    op.create_index(op.f("ix_exam_draw_paper_id"), "exam_draw", ["paper_id"], unique=False)
    op.create_table(
        "exam_file",
        sa.Column("question_id", types.Whole(), nullable=False, comment="图片所属试题"),
        sa.Column("at", types.Text(40), nullable=False, comment="图片位置"),
        sa.Column("name", types.Text(200), nullable=False, comment="图片文件名"),
        sa.Column("sha256", types.Text(200), nullable=False, comment="图片摘要"),
        sa.Column("path", types.Text(200), nullable=False, comment="图片路径"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_file_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exam_question.id"], name=op.f("fk_exam_file_question_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_file")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_file_division_id_key")),
        comment="试题图片",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_file_division_id_deleted_at_id"), "exam_file", ["division_id", "deleted_at", "id"], unique=False
    )
    op.create_index(op.f("ix_exam_file_question_id"), "exam_file", ["question_id"], unique=False)
    op.create_table(
        "exam_option",
        sa.Column("question_id", types.Whole(), nullable=False, comment="所属试题"),
        sa.Column("place", types.Whole(), nullable=False, comment="选项次序"),
        sa.Column("text", types.Text(), nullable=False, comment="选项或答案"),
        sa.Column("percent", types.Whole(), nullable=False, comment="得分比例"),
        sa.Column("tolerance", types.Whole(), nullable=False, comment="允许误差"),
        sa.Column("left", types.Text(), nullable=False, comment="匹配题左边"),
        sa.Column("feedback", types.Text(), nullable=False, comment="反馈"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_option_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exam_question.id"], name=op.f("fk_exam_option_question_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_option")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_option_division_id_key")),
        comment="试题选项",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_option_division_id_deleted_at_id"),
        "exam_option",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_option_question_id"), "exam_option", ["question_id"], unique=False)
    op.create_table(
        "exam_paper_question",
        sa.Column("paper_id", types.Whole(), nullable=False, comment="题目所属试卷"),
        sa.Column("place", types.Whole(), nullable=False, comment="题号"),
        sa.Column("question_id", types.Whole(), nullable=False, comment="用的试题"),
        sa.Column("points", types.Whole(), nullable=False, comment="本题分值"),
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
            ["division_id"], ["division.id"], name=op.f("fk_exam_paper_question_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["exam_paper.id"], name=op.f("fk_exam_paper_question_paper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exam_question.id"], name=op.f("fk_exam_paper_question_question_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_paper_question")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_paper_question_division_id_key")),
        comment="试卷题目",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_exam_paper_question_division_id_deleted_at_id"),
        "exam_paper_question",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_paper_question_paper_id"), "exam_paper_question", ["paper_id"], unique=False)
    op.create_index(op.f("ix_exam_paper_question_question_id"), "exam_paper_question", ["question_id"], unique=False)
    op.create_table(
        "exam_attempt",
        sa.Column("paper_id", types.Whole(), nullable=False, comment="试卷"),
        sa.Column("person_id", types.Whole(), nullable=False, comment="考试人员"),
        sa.Column("examinee", types.Text(50), nullable=False, comment="考生姓名"),
        sa.Column("operator_id", types.Whole(), nullable=True, comment="所在经营主体"),
        sa.Column("number", types.Whole(), nullable=False, comment="第几次考"),
        sa.Column("state", types.Text(), nullable=False, comment="考试状态"),
        sa.Column("submitted_on", types.Day(), nullable=True, comment="交卷日期"),
        sa.Column("score", types.Whole(), nullable=True, comment="得分"),
        sa.Column("passed", types.Flag(), nullable=True, comment="是否合格"),
        sa.Column("band", types.Text(), nullable=True, comment="等级"),
        sa.Column("started_at", types.Moment(), nullable=True, comment="开始时间"),
        sa.Column("due_at", types.Moment(), nullable=True, comment="截止时间"),
        sa.Column("seed", types.Text(200), nullable=False, comment="打乱号"),
        sa.Column("full", types.Whole(), nullable=True, comment="试卷满分"),
        sa.Column("pass_percent", types.Whole(), nullable=True, comment="当时的及格线"),
        sa.Column("digits", types.Whole(), nullable=False, comment="得分保留小数位"),
        sa.Column("rounding", types.Text(), nullable=False, comment="得分取舍"),
        sa.Column("credential_id", types.Whole(), nullable=True, comment="合格证明"),
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
            ["credential_id"], ["credential.id"], name=op.f("fk_exam_attempt_credential_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_exam_attempt_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_exam_attempt_operator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["exam_paper.id"], name=op.f("fk_exam_attempt_paper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_exam_attempt_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_attempt")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_attempt_division_id_key")),
        comment="考试成绩",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_exam_attempt_credential_id"), "exam_attempt", ["credential_id"], unique=False)
    op.create_index(
        op.f("ix_exam_attempt_division_id_deleted_at_submitted_on_id"),
        "exam_attempt",
        ["division_id", "deleted_at", "submitted_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_attempt_operator_id"), "exam_attempt", ["operator_id"], unique=False)
    op.create_index(op.f("ix_exam_attempt_paper_id"), "exam_attempt", ["paper_id"], unique=False)
    op.create_index(op.f("ix_exam_attempt_person_id"), "exam_attempt", ["person_id"], unique=False)
    op.create_index(op.f("ix_exam_attempt_state_due_at"), "exam_attempt", ["state", "due_at"], unique=False)
    op.create_index(
        op.f("ix_exam_attempt_submitted_on_state_number"),
        "exam_attempt",
        ["submitted_on", "state", "number"],
        unique=False,
    )
    op.create_table(
        "exam_answer",
        sa.Column("attempt_id", types.Whole(), nullable=False, comment="所属成绩"),
        sa.Column("place", types.Whole(), nullable=False, comment="答题题号"),
        sa.Column("question_id", types.Whole(), nullable=False, comment="回答的试题"),
        sa.Column("given", types.Text(), nullable=False, comment="作答"),
        sa.Column("verdict", types.Text(), nullable=True, comment="评判"),
        sa.Column("points", types.Whole(), nullable=True, comment="本题得分"),
        sa.Column("exact", types.Text(60), nullable=False, comment="准确得分"),
        sa.Column("first_points", types.Whole(), nullable=True, comment="初评得分"),
        sa.Column("first_by", types.Text(50), nullable=False, comment="初评人"),
        sa.Column("second_points", types.Whole(), nullable=True, comment="复评得分"),
        sa.Column("second_by", types.Text(50), nullable=False, comment="复评人"),
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
            ["attempt_id"], ["exam_attempt.id"], name=op.f("fk_exam_answer_attempt_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_exam_answer_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["exam_question.id"], name=op.f("fk_exam_answer_question_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_answer")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_exam_answer_division_id_key")),
        comment="答案",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_exam_answer_attempt_id"), "exam_answer", ["attempt_id"], unique=False)
    op.create_index(
        op.f("ix_exam_answer_division_id_deleted_at_id"),
        "exam_answer",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_answer_question_id"), "exam_answer", ["question_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_exam_answer_question_id"), table_name="exam_answer")
    op.drop_index(op.f("ix_exam_answer_division_id_deleted_at_id"), table_name="exam_answer")
    op.drop_index(op.f("ix_exam_answer_attempt_id"), table_name="exam_answer")
    op.drop_table("exam_answer")
    op.drop_index(op.f("ix_exam_attempt_submitted_on_state_number"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_state_due_at"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_person_id"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_paper_id"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_operator_id"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_division_id_deleted_at_submitted_on_id"), table_name="exam_attempt")
    op.drop_index(op.f("ix_exam_attempt_credential_id"), table_name="exam_attempt")
    op.drop_table("exam_attempt")
    op.drop_index(op.f("ix_exam_paper_question_question_id"), table_name="exam_paper_question")
    op.drop_index(op.f("ix_exam_paper_question_paper_id"), table_name="exam_paper_question")
    op.drop_index(op.f("ix_exam_paper_question_division_id_deleted_at_id"), table_name="exam_paper_question")
    op.drop_table("exam_paper_question")
    op.drop_index(op.f("ix_exam_option_question_id"), table_name="exam_option")
    op.drop_index(op.f("ix_exam_option_division_id_deleted_at_id"), table_name="exam_option")
    op.drop_table("exam_option")
    op.drop_index(op.f("ix_exam_file_question_id"), table_name="exam_file")
    op.drop_index(op.f("ix_exam_file_division_id_deleted_at_id"), table_name="exam_file")
    op.drop_table("exam_file")
    op.drop_index(op.f("ix_exam_draw_paper_id"), table_name="exam_draw")
    op.drop_index(op.f("ix_exam_draw_division_id_deleted_at_id"), table_name="exam_draw")
    op.drop_table("exam_draw")
    op.drop_index(op.f("ix_exam_question_state_kind_topic"), table_name="exam_question")
    op.drop_index(op.f("ix_exam_question_division_id_deleted_at_id"), table_name="exam_question")
    op.drop_table("exam_question")
    op.drop_index(op.f("ix_exam_paper_purpose"), table_name="exam_paper")
    op.drop_index(op.f("ix_exam_paper_division_id_deleted_at_held_on_id"), table_name="exam_paper")
    op.drop_table("exam_paper")
