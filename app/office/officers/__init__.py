"""Who may act: three officers, their keys at rest, the office's signed roots, and signing in.

`ceremony` makes the keys once, `keyring` holds them under passphrases, `roots` says which root is in force,
`rotation` changes an officer, `signin` gives the `Office` that every act takes.

Decisions
- 2026-11: a change of officers is decided by one file and then carried out, also by whoever signs in next;
  the roots before stay beside the one in force, so that what was signed under them stays valid. Price: the
  key of the store is not changed, and a copy of the whole folder from before can be read by who was an
  officer then.
"""
