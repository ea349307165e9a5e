"""DISKS: encrypted databases, atomic files, removable drives."""
