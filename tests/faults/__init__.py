"""Power cuts, kills, failing disks and curious thieves: each tried hundreds of times on the real program.

Every module is one hunt of the campaign (`tests.campaign`) with its mutants; its docstring says what is
tried, what counts as a fault, and why a clean result means something.
"""
