"""Keep accounts and sessions."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "core_0002"
down_revision = "core_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "sign_in_throttle",
        sa.Column("subject", types.Text(), nullable=False),
        sa.Column("failures", types.Whole(), nullable=False),
        sa.Column("since", types.Moment(), nullable=False),
        sa.Column("rounds", types.Whole(), nullable=False),
        sa.Column("locked_until", types.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_throttle")),
        sqlite_strict=True,
    )
    op.create_table(
        "account",
        sa.Column("division_id", types.Whole(), nullable=False, comment="管哪里"),
        sa.Column("login", types.Text(40), nullable=False, comment="登录名"),
        sa.Column("name", types.Text(50), nullable=False, comment="姓名"),
        sa.Column("role", types.Text(), nullable=False, comment="角色"),
        sa.Column("disabled", types.Flag(), nullable=False, comment="停用"),
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
            ["division_id"], ["division.id"], name=op.f("fk_account_division_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("division_id", "key", name=op.f("uq_account_division_id_key")),
        comment="账号",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_account_division_id_id"), "account", ["division_id", "id"], unique=False)
    op.create_table(
        "account_login",
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("login", types.Text(), nullable=False),
        sa.Column("password", types.Text(), nullable=True),
        sa.Column("epoch", types.Whole(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_login_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_login")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login_login")),
        sqlite_strict=True,
    )
    op.create_table(
        "one_time_code",
        sa.Column("digest", types.Text(), nullable=False),
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("expires_at", types.Moment(), nullable=False),
        sa.Column("used_at", types.Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_one_time_code_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_code")),
        sqlite_strict=True,
    )
    op.create_index("ix_one_time_code_account_id", "one_time_code", ["account_id"], unique=False)
    op.create_table(
        "web_session",
        sa.Column("digest", types.Text(), nullable=False),
        sa.Column("account_id", types.Whole(), nullable=False),
        sa.Column("epoch", types.Whole(), nullable=False),
        sa.Column("revision", types.Whole(), nullable=False),
        sa.Column("began_at", types.Moment(), nullable=False),
        sa.Column("seen_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_web_session_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_web_session")),
        sqlite_strict=True,
    )
    op.create_index("ix_web_session_account_id", "web_session", ["account_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index("ix_web_session_account_id", table_name="web_session")
    op.drop_table("web_session")
    op.drop_index("ix_one_time_code_account_id", table_name="one_time_code")
    op.drop_table("one_time_code")
    op.drop_table("account_login")
    op.drop_index(op.f("ix_account_division_id_id"), table_name="account")
    op.drop_table("account")
    op.drop_table("sign_in_throttle")
