"""The sample in words, a file per stage: lists, their check, the draw, letters, the people."""
