"""What agencies did against corruption."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_sheet",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_activity_sheet_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_activity_sheet")),
    )
