"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "questionnaire",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_questionnaire")),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    op.create_table(
        "survey_round",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("seal_public", sa.LargeBinary(), nullable=False),
        sa.Column("seal_private", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_round")),
    )
    op.create_table(
        "opened_row",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_opened_row_round_id")),
        sa.PrimaryKeyConstraint("round_id", "position", name=op.f("pk_opened_row")),
    )
    op.create_table(
        "opening",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("run_id", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("officers", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_opening_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_opening")),
    )
    op.create_table(
        "package",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("venue_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_package_round_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_package")),
        sa.UniqueConstraint(
            "round_id", "venue_id", "version", name=op.f("uq_package_round_id_venue_id_version")
        ),
    )
    op.create_table(
        "stratum",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("respondents", sa.String(length=32), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_stratum_round_id")),
        sa.PrimaryKeyConstraint("round_id", "agency", "respondents", name=op.f("pk_stratum")),
    )
    op.create_table(
        "waiver",
        sa.Column("round_id", sa.String(length=64), nullable=False),
        sa.Column("hindrance", sa.String(length=200), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("officers", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_waiver_round_id")),
        sa.PrimaryKeyConstraint("round_id", "hindrance", name=op.f("pk_waiver")),
    )
    op.create_table(
        "batch",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.Column("installation", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("recovered", sa.Boolean(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("new_records", sa.Integer(), nullable=False),
        sa.Column("repeated_records", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["package"], ["package.digest"], name=op.f("fk_batch_package")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_batch")),
    )
    op.create_index(op.f("ix_batch_package"), "batch", ["package"], unique=False)
    op.create_table(
        "code",
        sa.Column("nullifier", sa.LargeBinary(length=32), nullable=False),
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("respondents", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["package"], ["package.digest"], name=op.f("fk_code_package")),
        sa.PrimaryKeyConstraint("nullifier", name=op.f("pk_code")),
    )
    op.create_index(op.f("ix_code_package"), "code", ["package"], unique=False)
    op.create_table(
        "room_sheet",
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["package"], ["package.digest"], name=op.f("fk_room_sheet_package")),
        sa.PrimaryKeyConstraint("package", "session", name=op.f("pk_room_sheet")),
    )
    op.create_table(
        "seat",
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["package"], ["package.digest"], name=op.f("fk_seat_package")),
        sa.PrimaryKeyConstraint("package", "seat", name=op.f("pk_seat")),
    )
    op.create_table(
        "record",
        sa.Column("rid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batch.sha256"], name=op.f("fk_record_batch")),
        sa.ForeignKeyConstraint(["package"], ["package.digest"], name=op.f("fk_record_package")),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_package"), "record", ["package"], unique=False)
