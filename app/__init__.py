"""Bilik: an offline kiosk for integrity surveys, and the office that opens and reads what it sealed.

Rooms are packaged by the journey of one answer, not by technical layer. Each room's docstring is its
charter: what it is for, what it never imports, what was decided and at what price.
"""

__version__ = "1.0.0.dev1"
