"""Keeping people in the kiosk: comfort within the program; the operating system's own locks are the security.

One file per platform behind one interface; today one form serves all three.
"""
