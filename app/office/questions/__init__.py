"""For those who write questionnaires: it takes files, and needs neither office nor officer.

`authoring` says everything about a file and about two versions, `xlsform` brings forms of other programs
in, `previewing` shows a question as the booth does, `aloud` and `onpaper` print what is read out or filled
in by pen, `conditions` puts the way through in words.

Decisions
- 2026-11: a question is previewed by the kiosk's own program in a process of its own, which hands back a
  picture. Price: a second for each, and an office without the kiosk's bundle shows none. Refused: importing
  the kiosk's pages, which would join what the contracts keep apart.
"""
