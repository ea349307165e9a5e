"""A peer: one window with one word in Tk, where Python was built with it."""

import os
import sys
import tkinter as tk

from tests.bench.memory import resident_kib

if __name__ == "__main__":
    report = int(sys.argv[1])
    root = tk.Tk()
    root.geometry("1366x768")
    tk.Label(root, text="Bilik").pack(expand=True)

    def painted() -> None:
        os.write(report, b"painted\npage\n")
        root.after(500, lambda: os.write(report, b"%d\n" % resident_kib("self")))

    root.update()
    root.after_idle(painted)
    root.mainloop()
