"""The tables as they were first."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "act",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_act")),
    )
    op.create_table(
        "decision",
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cluster", sa.String(length=64), nullable=False),
        sa.Column("keep", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("officers", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_decision")),
    )
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("algorithm", sa.String(length=32), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("thrown", sa.Boolean(), nullable=False),
        sa.Column("witnesses", sa.LargeBinary(), nullable=False),
        sa.Column("officers", sa.String(length=80), nullable=False),
        sa.Column("at_utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
    )
    op.create_table(
        "frame",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("respondents", sa.String(length=32), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("rules", sa.LargeBinary(), nullable=False),
        sa.Column("imported", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame")),
    )
    op.create_table(
        "drawn",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("respondents", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("list_digest", sa.String(length=64), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("substitutes", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(length=40), nullable=False),
        sa.Column("entered", sa.Boolean(), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draw"], ["draw.id"], name=op.f("fk_drawn_draw")),
        sa.PrimaryKeyConstraint("draw", "agency", "respondents", name=op.f("pk_drawn")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("respondents", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("born", sa.String(length=10), nullable=False),
        sa.Column("work_unit", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("likeness", sa.String(length=64), nullable=False),
        sa.Column("excluded", sa.String(length=400), nullable=False),
        sa.Column("set_aside", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["frame"], ["frame.id"], name=op.f("fk_unit_frame")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_index(op.f("ix_unit_frame"), "unit", ["frame"], unique=False)
    op.create_index(op.f("ix_unit_likeness"), "unit", ["likeness"], unique=False)
    op.create_index("ix_unit_nip", "unit", ["nip"], unique=False)
    op.create_index("ix_unit_phone", "unit", ["phone"], unique=False)
    op.create_index("ix_unit_stratum", "unit", ["agency", "respondents"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_contact_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_unit"), "contact", ["unit"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=False),
        sa.Column("end", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_invitation_unit")),
        sa.PrimaryKeyConstraint("unit", name=op.f("pk_invitation")),
    )
    op.create_table(
        "replacement",
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("substitute", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["substitute"], ["unit.id"], name=op.f("fk_replacement_substitute")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_replacement_unit")),
        sa.PrimaryKeyConstraint("unit", name=op.f("pk_replacement")),
        sa.UniqueConstraint("substitute", name=op.f("uq_replacement_substitute")),
    )
    op.create_table(
        "selection",
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("substitute", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draw"], ["draw.id"], name=op.f("fk_selection_draw")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_selection_unit")),
        sa.PrimaryKeyConstraint("draw", "unit", name=op.f("pk_selection")),
    )
