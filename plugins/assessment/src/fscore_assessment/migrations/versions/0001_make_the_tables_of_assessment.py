"""Make the tables of assessment."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "assessment_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "assessment_accountability",
        sa.Column("subject", types.Text(100), nullable=False, comment="追究对象"),
        sa.Column("opened_on", types.Day(), nullable=False, comment="立案日期"),
        sa.Column("fact", types.Text(), nullable=False, comment="事实"),
        sa.Column("basis", types.Text(300), nullable=False, comment="依据"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("measure", types.Text(), nullable=True, comment="追究方式"),
        sa.Column("decided_on", types.Day(), nullable=True, comment="决定日期"),
        sa.Column("closed_on", types.Day(), nullable=True, comment="结案日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_assessment_accountability_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_accountability")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_assessment_accountability_division_id_key")),
        comment="责任追究",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_assessment_accountability_division_id_decided_on"),
        "assessment_accountability",
        ["division_id", "decided_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_accountability_division_id_deleted_at_opened_on_id"),
        "assessment_accountability",
        ["division_id", "deleted_at", "opened_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_accountability_state_opened_on"),
        "assessment_accountability",
        ["state", "opened_on"],
        unique=False,
    )
    op.create_table(
        "assessment_assessment",
        sa.Column("year", types.Whole(), nullable=False, comment="年度"),
        sa.Column("kind", types.Text(), nullable=False, comment="考核类别"),
        sa.Column("assessed_on", types.Day(), nullable=False, comment="评分日期"),
        sa.Column("quarter", types.Whole(), nullable=True, comment="季度"),
        sa.Column("person_id", types.Whole(), nullable=True, comment="联络员"),
        sa.Column("criteria", types.Text(80), nullable=False, comment="考核标准"),
        sa.Column("total", types.Whole(), nullable=False, comment="得分"),
        sa.Column("grade", types.Text(), nullable=True, comment="等次"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("confirmed_total", types.Whole(), nullable=True, comment="确认的得分"),
        sa.Column("confirmed_by", types.Text(50), nullable=False, comment="确认人"),
        sa.Column("published_on", types.Day(), nullable=True, comment="公布日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_assessment_assessment_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assessment_assessment_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_assessment")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_assessment_assessment_division_id_key")),
        comment="考核",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_assessment_assessment_division_id_deleted_at_assessed_on_id"),
        "assessment_assessment",
        ["division_id", "deleted_at", "assessed_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_assessment_division_id_kind_year"),
        "assessment_assessment",
        ["division_id", "kind", "year"],
        unique=False,
    )
    op.create_index(op.f("ix_assessment_assessment_person_id"), "assessment_assessment", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_assessment_assessment_state_assessed_on"),
        "assessment_assessment",
        ["state", "assessed_on"],
        unique=False,
    )
    op.create_table(
        "assessment_item",
        sa.Column("assessment_id", types.Whole(), nullable=False, comment="考核"),
        sa.Column("name", types.Text(200), nullable=False, comment="考核项目"),
        sa.Column("points", types.Whole(), nullable=False, comment="得分"),
        sa.Column("most", types.Whole(), nullable=True, comment="满分"),
        sa.Column("finding", types.Text(), nullable=False, comment="情况"),
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
            ["assessment_id"],
            ["assessment_assessment.id"],
            name=op.f("fk_assessment_item_assessment_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_assessment_item_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_item")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_assessment_item_division_id_key")),
        comment="考核得分项",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_assessment_item_assessment_id"), "assessment_item", ["assessment_id"], unique=False)
    op.create_index(
        op.f("ix_assessment_item_division_id_deleted_at_id"),
        "assessment_item",
        ["division_id", "deleted_at", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_assessment_item_division_id_deleted_at_id"), table_name="assessment_item")
    op.drop_index(op.f("ix_assessment_item_assessment_id"), table_name="assessment_item")
    op.drop_table("assessment_item")
    op.drop_index(op.f("ix_assessment_assessment_state_assessed_on"), table_name="assessment_assessment")
    op.drop_index(op.f("ix_assessment_assessment_person_id"), table_name="assessment_assessment")
    op.drop_index(op.f("ix_assessment_assessment_division_id_kind_year"), table_name="assessment_assessment")
    op.drop_index(
        op.f("ix_assessment_assessment_division_id_deleted_at_assessed_on_id"), table_name="assessment_assessment"
    )
    op.drop_table("assessment_assessment")
    op.drop_index(op.f("ix_assessment_accountability_state_opened_on"), table_name="assessment_accountability")
    op.drop_index(
        op.f("ix_assessment_accountability_division_id_deleted_at_opened_on_id"), table_name="assessment_accountability"
    )
    op.drop_index(op.f("ix_assessment_accountability_division_id_decided_on"), table_name="assessment_accountability")
    op.drop_table("assessment_accountability")
