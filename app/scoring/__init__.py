"""WHAT IT MEANS: from opened answers to an index with its uncertainty. Pure, office only."""
