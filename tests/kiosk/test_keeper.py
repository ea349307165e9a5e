"""The keeper and the pipe: who gets the key, who is started again, and who is believed."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Environment, Integrity
from app.base.sentences import Language, Sentence
from app.kiosk.channel import (
    MAX_BYTES,
    Begin,
    CardCode,
    Channel,
    Denied,
    Done,
    Message,
    Quit,
    Unlocked,
)
from app.kiosk.keeper import MAX_FAILURES, Keeper
from app.kiosk.lockdown.chosen import here
from app.kiosk.places import Places
from app.kiosk.settings import Settings
from app.seal.codes import new_code
from app.storage.lock import InstanceLock
from tests.kiosk.world import Seat, seat

VECTOR = Path(__file__).parent / "vectors" / "channel.json"
KEY = bytes(range(32))
EXAMPLES: tuple[Message, ...] = (
    Begin(None),
    Begin(KEY),
    CardCode("7K4M-9PXW-2TQA"),
    Unlocked(KEY),
    Denied("seal.card_code_wrong", {}),
    Denied("proctor.pin_wait", {"seconds": 15}),
    Done(),
    Quit(),
)
FRAMES: list[str] = json.loads(VECTOR.read_text(encoding="utf-8"))


def spoken(*messages: Message) -> bytes:
    pipe = io.BytesIO()
    channel = Channel(io.BytesIO(), pipe)
    for message in messages:
        assert channel.send(message)
    return pipe.getvalue()


def heard(data: bytes) -> Message | None:
    return Channel(io.BytesIO(data), io.BytesIO()).receive()


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_message_has_its_frozen_bytes_both_ways(number: int) -> None:
    frame = bytes.fromhex(FRAMES[number])
    assert spoken(EXAMPLES[number]) == frame
    assert heard(frame) == EXAMPLES[number]
    for end in range(len(frame)):
        assert heard(frame[:end]) is None  # a half-written message is the end of the pipe


@given(st.binary(max_size=200))
def test_nonsense_is_never_a_message(data: bytes) -> None:
    frame = len(data).to_bytes(4, "big") + data
    try:
        message = heard(frame)
    except Integrity:
        return
    assert message is None or spoken(message) == frame


@pytest.mark.parametrize(
    "text",
    [
        '{"is":"begin"}',
        '{"is":"begin","key":"AB"}',
        '{"is":"done","more":1}',
        '{"is":"denied","code":"x","fields":{"a":true}}',
        '{"is": "quit"}',
        '"quit"',
    ],
)
def test_a_message_with_another_shape_is_refused(text: str) -> None:
    with pytest.raises(Integrity):
        heard(len(text).to_bytes(4, "big") + text.encode())


@pytest.mark.parametrize("size", [0, 1, MAX_BYTES + 1, 2**32 - 1])
def test_a_length_out_of_range_is_refused_before_anything_is_read(size: int) -> None:
    with pytest.raises(Integrity, match=r"keeper\.bad_message"):
        heard(size.to_bytes(4, "big") + b"{}")


def test_speaking_to_nobody_is_no_failure() -> None:
    pipe = io.BytesIO()
    pipe.close()
    assert not Channel(io.BytesIO(), pipe).send(Done())


class Puppet:
    """A window that says what it was told to say, and remembers what it heard."""

    def __init__(self, says: bytes, code: int = 0) -> None:
        self.heard = io.BytesIO()
        self.channel = Channel(io.BytesIO(says), self.heard)
        self.code = code
        self.stopped = False

    def wait(self) -> int:
        return self.code

    def stop(self) -> None:
        self.stopped = True

    def messages(self) -> list[Message]:
        channel = Channel(io.BytesIO(self.heard.getvalue()), io.BytesIO())
        return list(iter(channel.receive, None))


@pytest.fixture
def place(tmp_path: Path) -> Seat:
    return seat(tmp_path)


def keep(place: Seat, *windows: Puppet) -> tuple[int, list[Sentence]]:
    waiting: Iterator[Puppet] = iter([*windows, Puppet(b"")])
    said: list[Sentence] = []
    code = Keeper(place.data_dir, place.clock, lambda: next(waiting), said.append).run()
    return code, said


def kinds(place: Seat) -> list[str]:
    booth = place.booth()
    lines = [line.kind for line in booth.store.log()[0]]
    booth.close()
    return lines


def test_the_key_comes_with_the_card_and_goes_to_every_window_after_it(place: Seat) -> None:
    first = Puppet(spoken(CardCode(new_code()), CardCode(place.office.card), Done()))
    second, third = Puppet(spoken(Done())), Puppet(spoken(Quit()))
    assert keep(place, first, second, third)[0] == 0
    assert first.messages() == [Begin(None), Denied("seal.card_code_wrong"), Unlocked(place.key)]
    assert second.messages() == third.messages() == [Begin(place.key)]
    assert kinds(place) == ["installed", "restart_kept", "opened"]


def test_a_window_that_dies_is_replaced_with_the_key(place: Seat) -> None:
    first = Puppet(spoken(CardCode(place.office.card)), code=-9)
    second = Puppet(spoken(Quit()))
    assert keep(place, first, second)[0] == 0
    assert second.messages() == [Begin(place.key)]
    assert kinds(place) == ["installed", "restart_kept", "opened", "window_failed"]


def test_windows_that_all_die_at_once_are_given_up(place: Seat) -> None:
    code, said = keep(place, *(Puppet(b"", code=1) for _ in range(MAX_FAILURES)))
    assert code == 1
    assert [sentence.key for sentence in said] == ["keeper.window_fails"]


def test_a_window_that_talks_nonsense_is_ended(place: Seat) -> None:
    liar = Puppet(b"\x00\x00\x00\x02{]", code=-9)
    commanding = Puppet(spoken(Unlocked(bytes(32))), code=-9)
    last = Puppet(spoken(Quit()))
    assert keep(place, liar, commanding, last)[0] == 0
    assert liar.stopped
    assert commanding.stopped
    assert last.messages() == [Begin(None)]


def test_a_window_that_was_simply_closed_ends_the_program_and_the_one_that_waits(place: Seat) -> None:
    waiting = Puppet(b"")
    assert keep(place, Puppet(b""), waiting)[0] == 0
    assert waiting.stopped


def test_a_second_program_on_the_same_data_is_refused(place: Seat) -> None:
    with (
        InstanceLock(Places(place.data_dir).lock),
        pytest.raises(Environment, match=r"storage\.in_use"),
    ):
        keep(place)


def test_without_a_package_the_card_is_denied_with_a_sentence(tmp_path: Path, place: Seat) -> None:
    empty = Seat(tmp_path / "empty", place.office, place.key, place.clock)
    window = Puppet(spoken(CardCode(place.office.card), Quit()))
    keep(empty, window)
    assert window.messages()[1] == Denied("enrol.nothing_installed")


@pytest.mark.parametrize("size", [None, (1024, 768)])
@pytest.mark.parametrize("share", [None, "share"])
def test_settings_travel_to_the_window_unchanged(
    tmp_path: Path, size: tuple[int, int] | None, share: str | None
) -> None:
    from app.kiosk.__main__ import _told
    from app.kiosk.line import read_line

    settings = Settings(tmp_path, True, Language.EN, size, tmp_path / share if share else None)
    given = _told(read_line(settings.arguments(), Language.ID))
    assert given == settings


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core dumps into folders")
def test_no_core_is_dumped() -> None:
    import resource

    here().harden()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
