"""Make the tables of tests."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "testing_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "testing_offering",
        sa.Column("market", types.Text(100), nullable=False, comment="市场（销售点）"),
        sa.Column("offered_on", types.Day(), nullable=False, comment="上市日期"),
        sa.Column("produce", types.Text(), nullable=False, comment="农产品类别"),
        sa.Column("lots", types.Whole(), nullable=False, comment="上市批次"),
        sa.Column("tested", types.Whole(), nullable=False, comment="已检批次"),
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
            ["division_id"], ["division.id"], name=op.f("fk_testing_offering_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testing_offering")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_testing_offering_division_id_key")),
        comment="农产品上市登记",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_testing_offering_division_id_deleted_at_offered_on_id"),
        "testing_offering",
        ["division_id", "deleted_at", "offered_on", "id"],
        unique=False,
    )
    op.create_table(
        "testing_test",
        sa.Column("sample_no", types.Text(40), nullable=False, comment="样品编号"),
        sa.Column("mode", types.Text(), nullable=False, comment="检测方式"),
        sa.Column("produce", types.Text(), nullable=False, comment="农产品类别"),
        sa.Column("sample", types.Text(50), nullable=False, comment="样品名称"),
        sa.Column("item", types.Text(), nullable=False, comment="检测项目"),
        sa.Column("sampled_on", types.Day(), nullable=False, comment="取样日期"),
        sa.Column("owner", types.Text(50), nullable=False, comment="货主（农户、摊主）"),
        sa.Column("offering_id", types.Whole(), nullable=True, comment="上市登记"),
        sa.Column("lot", types.Text(40), nullable=False, comment="批次"),
        sa.Column("method", types.Text(), nullable=False, comment="检测方法"),
        sa.Column("state", types.Text(), nullable=False, comment="状态"),
        sa.Column("tested_on", types.Day(), nullable=True, comment="检测日期"),
        sa.Column("reading", types.Text(12), nullable=False, comment="检测值"),
        sa.Column("result", types.Text(), nullable=True, comment="检测结果"),
        sa.Column("tester", types.Text(50), nullable=False, comment="检测人"),
        sa.Column("informed_at", types.Moment(), nullable=True, comment="告知货主时间"),
        sa.Column("measured", types.Whole(), nullable=True, comment="检测数值"),
        sa.Column("reruns", types.Whole(), nullable=False, comment="复测次数"),
        sa.Column("reruns_failed", types.Whole(), nullable=False, comment="复测不合格次数"),
        sa.Column("overruled", types.Flag(), nullable=False, comment="法定复检合格"),
        sa.Column("disposed_on", types.Day(), nullable=True, comment="处置日期"),
        sa.Column("destroyed_on", types.Day(), nullable=True, comment="销毁日期"),
        sa.Column("published_on", types.Day(), nullable=True, comment="公示日期"),
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
            ["division_id"], ["division.id"], name=op.f("fk_testing_test_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["testing_offering.id"], name=op.f("fk_testing_test_offering_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testing_test")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_testing_test_division_id_key")),
        comment="农产品检测",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_testing_test_division_id_deleted_at_tested_on_id"),
        "testing_test",
        ["division_id", "deleted_at", "tested_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_testing_test_offering_id_lot"), "testing_test", ["offering_id", "lot"], unique=False)
    op.create_index(op.f("ix_testing_test_result_tested_on"), "testing_test", ["result", "tested_on"], unique=False)
    op.create_table(
        "testing_disposal",
        sa.Column("test_id", types.Whole(), nullable=False, comment="所属检测"),
        sa.Column("disposed_on", types.Day(), nullable=False, comment="处置日期"),
        sa.Column("method", types.Text(), nullable=False, comment="处置方式"),
        sa.Column("quantity", types.Whole(), nullable=False, comment="处置数量"),
        sa.Column("witness", types.Text(50), nullable=False, comment="见证人"),
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
            ["division_id"], ["division.id"], name=op.f("fk_testing_disposal_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["test_id"], ["testing_test.id"], name=op.f("fk_testing_disposal_test_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testing_disposal")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_testing_disposal_division_id_key")),
        comment="不合格农产品处置",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_testing_disposal_division_id_deleted_at_disposed_on_id"),
        "testing_disposal",
        ["division_id", "deleted_at", "disposed_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_testing_disposal_test_id"), "testing_disposal", ["test_id"], unique=False)
    op.create_table(
        "testing_publication",
        sa.Column("test_id", types.Whole(), nullable=False, comment="所属检测"),
        sa.Column("place", types.Text(100), nullable=False, comment="公示地点"),
        sa.Column("published_on", types.Day(), nullable=False, comment="公示日期"),
        sa.Column("until", types.Day(), nullable=True, comment="公示截止"),
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
            ["division_id"], ["division.id"], name=op.f("fk_testing_publication_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["test_id"], ["testing_test.id"], name=op.f("fk_testing_publication_test_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testing_publication")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_testing_publication_division_id_key")),
        comment="检测结果公示",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_testing_publication_division_id_deleted_at_published_on_id"),
        "testing_publication",
        ["division_id", "deleted_at", "published_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_testing_publication_test_id"), "testing_publication", ["test_id"], unique=False)
    op.create_table(
        "testing_retest",
        sa.Column("test_id", types.Whole(), nullable=False, comment="所属检测"),
        sa.Column("kind", types.Text(), nullable=False, comment="种类"),
        sa.Column("number", types.Whole(), nullable=False, comment="第几次"),
        sa.Column("method", types.Text(), nullable=False, comment="检测方法"),
        sa.Column("asked_at", types.Moment(), nullable=True, comment="申请时间"),
        sa.Column("tested_on", types.Day(), nullable=True, comment="检测日期"),
        sa.Column("reading", types.Text(12), nullable=False, comment="检测值"),
        sa.Column("result", types.Text(), nullable=True, comment="检测结果"),
        sa.Column("tester", types.Text(100), nullable=False, comment="检测人（机构）"),
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
            ["division_id"], ["division.id"], name=op.f("fk_testing_retest_division_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["test_id"], ["testing_test.id"], name=op.f("fk_testing_retest_test_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testing_retest")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_testing_retest_division_id_key")),
        comment="农产品复测复检",
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_testing_retest_division_id_deleted_at_tested_on_id"),
        "testing_retest",
        ["division_id", "deleted_at", "tested_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_testing_retest_test_id"), "testing_retest", ["test_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_testing_retest_test_id"), table_name="testing_retest")
    op.drop_index(op.f("ix_testing_retest_division_id_deleted_at_tested_on_id"), table_name="testing_retest")
    op.drop_table("testing_retest")
    op.drop_index(op.f("ix_testing_publication_test_id"), table_name="testing_publication")
    op.drop_index(
        op.f("ix_testing_publication_division_id_deleted_at_published_on_id"), table_name="testing_publication"
    )
    op.drop_table("testing_publication")
    op.drop_index(op.f("ix_testing_disposal_test_id"), table_name="testing_disposal")
    op.drop_index(op.f("ix_testing_disposal_division_id_deleted_at_disposed_on_id"), table_name="testing_disposal")
    op.drop_table("testing_disposal")
    op.drop_index(op.f("ix_testing_test_result_tested_on"), table_name="testing_test")
    op.drop_index(op.f("ix_testing_test_offering_id_lot"), table_name="testing_test")
    op.drop_index(op.f("ix_testing_test_division_id_deleted_at_tested_on_id"), table_name="testing_test")
    op.drop_table("testing_test")
    op.drop_index(op.f("ix_testing_offering_division_id_deleted_at_offered_on_id"), table_name="testing_offering")
    op.drop_table("testing_offering")
