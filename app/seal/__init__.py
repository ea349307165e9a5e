"""LOCKS: keys, signatures, sealed records, packages, batches, receipts.

The only room that imports the crypto library. Bytes in, bytes out: it never sees a sitting, a response,
a row or a path. `unseal` and `trio` are for the office alone; the kiosk can seal and cannot open.
It imports `app.base`, `cryptography` and pydantic; never Qt, `app.storage`, `app.questionnaire` or a door.
The byte formats are in `FORMAT.md` beside this file.

Decisions
- 2026-11: HPKE MLKEM768_X25519 + HKDF-SHA256 + ChaCha20-Poly1305 from `cryptography`, one suite per format
  version, named and never negotiated. Price: 1,136 bytes a record. Alternative refused: X25519 alone,
  because testimony recorded today would open in the decades of quantum computers.
- 2026-11: a private seal key is the 32-byte seed of the hybrid KEM (expanded by SHAKE-256 as its
  specification says), so that a paper copy is short. Price: a key made elsewhere must bring its seed.
- 2026-11: every signed artefact is canonical JSON inside a DSSE envelope, itself canonical JSON, with every
  signature known and needed. Price: base64 grows the file by a third. Alternative refused: a signature
  that need not be understood, which is a place to hide bytes.
- 2026-11: the certificate of an installation stands beside the signature of a batch, and the manifest
  carries its digest: the key must be known before the manifest may be parsed.
- 2026-11: cheap stretching is Argon2id with small parameters, not another algorithm; one function
  (`stretch.stretcher_for`) knows the floor of production roots.
- 2026-11: fingerprint words of a root are stretched by Argon2id, so that 48 bits cost an attacker 2**48
  times 64 MiB. Price: a fifth of a second at enrolment.
"""
