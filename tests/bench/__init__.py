"""How fast and how large: `make bench`. Ours beside a floor that does the bare work, both in one run.

A job is a floor, ours, and where one is installed a peer: another library that does the same. They take
turns (floor, ours, peer, floor, ...), and what is compared are medians, so that a machine that slows down
slows all of them. A bar is how many times the floor ours may take. It is judged on a quiet machine only;
on a loaded one the figures are printed and nothing is judged, unless `--force` is given.

    make bench                              everything
    make bench ARGS="--only reading"        some jobs
    make bench ARGS=--force                 judge although others are at work

`reading`, `deciding`, `saving`, `switching`, `opening`, `scoring`, `exporting` and
`gathering` hold the jobs; nothing here runs in
`make test` but `test_bench.py`, which asks for no time, and the counts, which are exact on any machine.
"""
