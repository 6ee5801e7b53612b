"""Remember how plugins are doing."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "core_0005"
down_revision = "core_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "plugin_health",
        sa.Column("plugin", types.Text(), nullable=False),
        sa.Column("failures", types.Whole(), nullable=False),
        sa.Column("call", types.Text(), nullable=False),
        sa.Column("reason", types.Text(), nullable=False),
        sa.Column("failed_at", types.Moment(), nullable=True),
        sa.Column("declared", types.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", name=op.f("pk_plugin_health")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("plugin_health")
