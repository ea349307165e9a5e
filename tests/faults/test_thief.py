"""A thief who guesses the victim's own slip proves nothing: every guess has to be another one."""

import random

from app.seal.codes import check, new_code
from tests.faults.thief import _like


def test_no_guess_is_the_slip_itself_and_every_one_is_a_code() -> None:
    chance = random.Random(20_261_127)
    for _ in range(20):
        code = new_code(chance.randrange)
        guesses = [_like(code, number, chance) for number in range(200)]
        assert code not in guesses
        assert all(check(guess) for guess in guesses)
