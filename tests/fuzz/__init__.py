"""Foreign bytes, guided by coverage: `make fuzz` lets atheris look for bytes that a reader does not expect.

Every reader of what comes from outside is one target. It may return, or raise a `Problem`; anything else is a
fault. `make test` gives each the frozen files and bytes made from them by chance, without atheris.
"""
