"""Stretching so small that it protects nothing: what tests can afford. Production roots refuse it."""

from app.seal.stretch import Argon2Stretcher, StretchParams

CHEAP = StretchParams(memory_kib=8, iterations=1, lanes=1)
STRETCHER = Argon2Stretcher(CHEAP.memory_kib, CHEAP.iterations)
