"""Things to read, one file per sort: words, panels, signs, progress, and the layouts that hold them."""
