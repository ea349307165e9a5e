"""What the office keeps: one encrypted database, its tables and versions, and the chain of what was done.

`database` opens it and gives the only two ways to speak with it, `tables` says what it may hold (no table
lets a code or a nullifier meet an answer), `audit` writes the journal of acts, `migrations` lead an older
store here.

Decisions
- 2026-11: the store is SQLAlchemy Core on SQLCipher, `journal_mode=TRUNCATE` and `secure_delete=ON`, so
  that a PostgreSQL server can follow without another set of statements. Price: only portable types and
  statements. Alternative refused: an ORM, which would hide when a row is read.
- 2026-11: a migration begins with a copy of the store beside it. Price: the copy holds what the store held
  then, and stays until a round is opened or its key is destroyed: what is destroyed must not live on in it.
"""
