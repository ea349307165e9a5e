"""What can be pressed, one file per kind: each reports a click and shows only what it was last told."""
