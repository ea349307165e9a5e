"""The tables of names: who is on the lists, who was drawn, who was spoken to. No code, seat or answer."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

frame = sa.Table(
    "frame",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("respondents", sa.String(32), nullable=False),  # GroupCode
    sa.Column("file", sa.String(255), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),  # of the file as it was read
    sa.Column("units", sa.Integer, nullable=False),
    sa.Column("rules", sa.LargeBinary, nullable=False),  # canonical Rules that were applied
    sa.Column("imported", sa.String(10), nullable=False),  # day
    comment="Every list that was taken in.",
)

unit = sa.Table(
    "unit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("frame", sa.ForeignKey("frame.id"), nullable=False, index=True),
    sa.Column("row", sa.Integer, nullable=False),  # in the file, as a spreadsheet counts
    sa.Column("agency", sa.String(32), nullable=False),  # '' for the experts' panel
    sa.Column("respondents", sa.String(32), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("nip", sa.String(18), nullable=False),  # '' where there is none, as below
    sa.Column("phone", sa.String(20), nullable=False),
    sa.Column("email", sa.String(200), nullable=False),
    sa.Column("address", sa.String(300), nullable=False),
    sa.Column("born", sa.String(10), nullable=False),
    sa.Column("work_unit", sa.String(200), nullable=False),
    sa.Column("position", sa.String(200), nullable=False),
    sa.Column("likeness", sa.String(64), nullable=False, index=True),  # digest of spelling and birth date
    sa.Column("excluded", sa.String(400), nullable=False),  # ids of the rules that it breaks; '': eligible
    sa.Column("set_aside", sa.Integer),  # the decision that took a duplicate out; NULL: none did
    sa.Index("ix_unit_stratum", "agency", "respondents"),
    sa.Index("ix_unit_nip", "nip"),
    sa.Index("ix_unit_phone", "phone"),
    comment="The persons on the lists, numbered in the order in which they came.",
)

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),  # smallest unit of the cluster
    sa.Column("cluster", sa.String(64), nullable=False),  # digest of its units: a grown one is asked anew
    sa.Column("keep", sa.Integer),  # the unit that stays; NULL: they are different persons
    sa.Column("reason", sa.String(500), nullable=False),
    sa.Column("officers", sa.String(80), nullable=False),
    comment="What an officer decided about units that look like one person.",
)

draw = sa.Table(
    "draw",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("algorithm", sa.String(32), nullable=False),
    sa.Column("seed", sa.String(40), nullable=False),
    sa.Column("thrown", sa.Boolean, nullable=False),  # by witnesses; else the computer made the seed
    sa.Column("witnesses", sa.LargeBinary, nullable=False),  # canonical list of names
    sa.Column("officers", sa.String(80), nullable=False),
    sa.Column("at_utc_ms", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.String(500), nullable=False),  # of a draw that replaced another; '': the first
    comment="Every draw, also of what was drawn again: nobody draws until it pleases.",
)

drawn = sa.Table(
    "drawn",
    metadata,
    sa.Column("draw", sa.ForeignKey("draw.id"), primary_key=True),
    sa.Column("agency", sa.String(32), primary_key=True),
    sa.Column("respondents", sa.String(32), primary_key=True),
    sa.Column("method", sa.String(16), nullable=False),  # Method
    sa.Column("listed", sa.Integer, nullable=False),
    sa.Column("list_digest", sa.String(64), nullable=False),
    sa.Column("wanted", sa.Integer, nullable=False),
    sa.Column("substitutes", sa.Integer, nullable=False),
    sa.Column("starts", sa.String(40), nullable=False),  # comma between; '' where there is none
    sa.Column("entered", sa.Boolean, nullable=False),  # the starts were the witnesses' own
    sa.Column("replaced", sa.Boolean, nullable=False),  # by a later draw
    comment="What was drawn in one stratum, and from which start.",
)

selection = sa.Table(
    "selection",
    metadata,
    sa.Column("draw", sa.ForeignKey("draw.id"), primary_key=True),
    sa.Column("unit", sa.ForeignKey("unit.id"), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),  # in the numbered list of the stratum
    sa.Column("place", sa.Integer, nullable=False),  # in the order of the draw, from 1
    sa.Column("substitute", sa.Boolean, nullable=False),
    comment="The persons drawn, in the order of the draw.",
)

invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("unit", sa.ForeignKey("unit.id"), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),  # of the letter
    sa.Column("venue", sa.String(200), nullable=False),
    sa.Column("session", sa.String(32), nullable=False),
    sa.Column("label", sa.String(200), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
    sa.Column("start", sa.String(5), nullable=False),
    sa.Column("end", sa.String(5), nullable=False),
    comment="Whom a letter asks to come where and when. It says nothing of a seat.",
)

contact = sa.Table(
    "contact",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("unit", sa.ForeignKey("unit.id"), nullable=False, index=True),
    sa.Column("day", sa.String(10), nullable=False),  # a day and never a time: see the charter
    sa.Column("way", sa.String(16), nullable=False),  # Way
    sa.Column("outcome", sa.String(16), nullable=False),  # Outcome
    sa.Column("note", sa.String(300), nullable=False),
    comment="The contact log.",
)

replacement = sa.Table(
    "replacement",
    metadata,
    sa.Column("unit", sa.ForeignKey("unit.id"), primary_key=True),
    sa.Column("substitute", sa.ForeignKey("unit.id"), nullable=False, unique=True),
    comment="Which substitute stands in for whom.",
)

act = sa.Table(
    "act",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    comment="Every act on these tables, in its own transaction; the office's journal gets a copy.",
)
