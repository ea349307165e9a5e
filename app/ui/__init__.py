"""GLASS that the doors share. Knows no use case."""
