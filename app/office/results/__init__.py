"""From rows to what is read: index, papers, the release that others can use, and everything once more.

`analysis` computes (nothing is kept: the same rows give the same figures, with regard to what was given out
already, `given`), `reports` writes papers, `publishing` writes and verifies releases, `codebook` puts a
release's tables on paper, `reproduction` computes all of it again from the sealed records and says where it
differs.
"""
