"""What officers decided about responses with a sign of quality."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officers", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "position"],
            ["opened_row.round_id", "opened_row.position"],
            name=op.f("fk_review_round_id_position"),
        ),
        sa.PrimaryKeyConstraint("round_id", "position", name=op.f("pk_review")),
    )
