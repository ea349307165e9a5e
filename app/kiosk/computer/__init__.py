"""What a computer can tell of itself: disk, memory, sleep, other programs of ours.

One file per platform behind one interface, `computer.Computer`: `linux`, `windows`, `elsewhere`; `chosen`
picks one. It reads and changes nothing, knows no Qt and judges nothing: what is good enough, `conditions`
says. Nothing here fails: what a system does not tell is None.

Decisions
- 2026-11: what powercfg, gsettings and logind say is read through one call, `Ask`, so that every platform is
  tried on every other with what the real programs print. Price: on Windows a console program is started, once
  in a check. Alternative refused: calls of powrprof.dll, which could be tried nowhere but there.
"""
