"""One file for each format: `write` puts a table at a path, `read` gives back what lies there.

A reader is as strict as the writer is plain: it knows the table it expects, and returns a frame of that
table's types for the comparison that follows every writing.
"""
