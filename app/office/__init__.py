"""DOOR TWO: the BPS office."""
