"""What agencies undertook after a round, and what they replied to its report."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up_sheet",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_follow_up_sheet_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_follow_up_sheet")),
    )
