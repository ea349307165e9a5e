"""What the pages of the window do: each takes wishes, calls use cases, and composes what is shown.

They are the only callers of the use cases in the window, and know no widget. A section holds what only the
screen knows (what has been typed, which line is chosen); everything else it reads from the
shift's `standing`. `table` says which there are and in which order; the sidebar shows those and no others.
"""
