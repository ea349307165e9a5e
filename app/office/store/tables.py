"""The office's tables: portable SQL only, and no table in which a code or a nullifier meets an answer."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

secret = sa.Table(
    "secret",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
    comment="Keys that one signed-in person may use: the import key. The store's own key guards them.",
)

survey_round = sa.Table(
    "survey_round",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("document", sa.LargeBinary, nullable=False),  # canonical RoundDocument
    sa.Column("seal_public", sa.LargeBinary, nullable=False),
    sa.Column("seal_private", sa.LargeBinary),  # wrapped for any two officers; NULL once destroyed
    sa.Column("state", sa.String(16), nullable=False),  # RoundState
    comment="One survey period.",
)

questionnaire = sa.Table(
    "questionnaire",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("document", sa.LargeBinary, nullable=False),  # canonical questionnaire
    comment="Every questionnaire that a round has used, by its digest.",
)

stratum = sa.Table(
    "stratum",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("agency", sa.String(32), primary_key=True),  # '' for the experts' panel
    sa.Column("respondents", sa.String(32), primary_key=True),  # GroupCode
    sa.Column("target", sa.Integer, nullable=False),
    sa.Column("population", sa.Integer),  # NULL: not known
    comment="Agency x group with its target and the size of its list.",
)

package = sa.Table(
    "package",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), nullable=False),
    sa.Column("venue_id", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),  # the signed file as it was handed out
    sa.UniqueConstraint("round_id", "venue_id", "version"),
    comment="Signed session packages, as they left the office.",
)

seat = sa.Table(
    "seat",
    metadata,
    sa.Column("package", sa.ForeignKey("package.digest"), primary_key=True),
    sa.Column("seat", sa.String(32), primary_key=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
    comment="The seats whose keys may certify an installation.",
)

code = sa.Table(
    "code",
    metadata,
    sa.Column("nullifier", sa.LargeBinary(32), primary_key=True),
    sa.Column("package", sa.ForeignKey("package.digest"), nullable=False, index=True),
    sa.Column("agency", sa.String(32), nullable=False),
    sa.Column("respondents", sa.String(32), nullable=False),
    comment="What the office keeps of a slip until the opening: its nullifier and stratum, never the code.",
)

batch = sa.Table(
    "batch",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("package", sa.ForeignKey("package.digest"), nullable=False, index=True),
    sa.Column("seat", sa.String(32), nullable=False),
    sa.Column("installation", sa.String(64), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),  # '' for the first
    sa.Column("verdict", sa.String(16), nullable=False),  # stored | fork | conflict
    sa.Column("recovered", sa.Boolean, nullable=False),
    sa.Column("manifest", sa.LargeBinary, nullable=False),  # canonical, as it was signed
    sa.Column("new_records", sa.Integer, nullable=False),
    sa.Column("repeated_records", sa.Integer, nullable=False),
    sa.Column("receipt", sa.LargeBinary),  # NULL for what was not accepted
    comment="Every verified batch, accepted or in quarantine.",
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("rid", sa.LargeBinary(16), primary_key=True),
    sa.Column("package", sa.ForeignKey("package.digest"), nullable=False, index=True),
    sa.Column("batch", sa.ForeignKey("batch.sha256"), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    comment="Sealed responses; nothing in them can be read before the opening.",
)

logbook = sa.Table(
    "logbook",
    metadata,
    sa.Column("package", sa.ForeignKey("package.digest"), primary_key=True),
    sa.Column("seat", sa.String(32), primary_key=True),
    sa.Column("installation", sa.String(64), primary_key=True),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),  # the signed file
    comment="The longest verified journal of every installation: events of sessions, never of a person.",
)

waiver = sa.Table(
    "waiver",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("hindrance", sa.String(200), primary_key=True),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.Column("officers", sa.String(80), nullable=False),
    comment="What two officers explained so that the round could close.",
)

room_sheet = sa.Table(
    "room_sheet",
    metadata,
    sa.Column("package", sa.ForeignKey("package.digest"), primary_key=True),
    sa.Column("session", sa.String(32), primary_key=True),
    sa.Column("document", sa.LargeBinary, nullable=False),  # canonical RoomSession
    comment="What the proctor counted on paper, per session.",
)

opening = sa.Table(
    "opening",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False),
    sa.Column("counts", sa.LargeBinary, nullable=False),  # canonical OpeningCounts
    sa.Column("officers", sa.String(80), nullable=False),
    comment="The one opening of a round.",
)

opened_row = sa.Table(
    "opened_row",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),  # in canonical order: tells nothing of origin
    sa.Column("row", sa.LargeBinary, nullable=False),  # canonical Row
    comment="Opened answers: no nullifier, record id, seat, installation, session or time.",
)

review = sa.Table(
    "review",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("decision", sa.String(16), nullable=False),  # approved | set_aside
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("officers", sa.String(80), nullable=False),
    sa.ForeignKeyConstraint(["round_id", "position"], ["opened_row.round_id", "opened_row.position"]),
    comment="What officers decided about opened rows that bear a sign of quality.",
)

activity_sheet = sa.Table(
    "activity_sheet",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("document", sa.LargeBinary, nullable=False),  # canonical ActivitySheet
    comment="What agencies did against corruption, as they or the inspectorate recorded it.",
)

follow_up_sheet = sa.Table(
    "follow_up_sheet",
    metadata,
    sa.Column("round_id", sa.ForeignKey("survey_round.id"), primary_key=True),
    sa.Column("document", sa.LargeBinary, nullable=False),  # canonical FollowUpSheet
    comment="What agencies undertook after a round, and what they replied to its report.",
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),  # canonical; holds the digest of the one before
    sa.Column("digest", sa.String(64), nullable=False),
    comment="Every act by named officers, each entry chained to the one before.",
)
