"""The long hunts for faults: `make campaign`. `make test` runs the same hunts at their short sizes.

A hunt looks for one kind of fault in the program as it is, and finds none. Beside it stands its mutant: the
same search through a program that was spoilt on purpose, which has to find some; it proves that the hunt
can see what it looks for. `hunt` says what both are and judges them, `table` prints what came of them,
`hunts` names them all.

    make campaign                              every hunt at its release size
    make campaign ARGS="--only KILL ALICE"     some hunts
    make campaign ARGS=--short                 at the sizes of `make test`
"""
