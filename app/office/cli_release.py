"""`bilik-office publish` and `bilik-office verify`. Only the first needs an office and its officers."""

from pathlib import Path

from app.base.ids import RoundId
from app.office import printing_release, publishing
from app.office.door import Door
from app.office.roots import ROOT_NAME
from app.office.signin import Office
from app.office.terminal import Terminal
from app.release.editions import Edition


def publish(
    terminal: Terminal,
    office: Office,
    survey: RoundId,
    out: Path,
    editions: tuple[Edition, ...],
    metadata: Path | None,
    form: Path | None,
) -> None:
    """Write the form, or the editions."""
    if form is not None:
        found = terminal.accepted(
            publishing.write_form(office, survey, form, metadata, terminal.language), "publish"
        )
        printing_release.form_written(terminal, survey, form, found)
        return
    with terminal.progress("office.bar_release") as bar:
        made = publishing.publish(office, survey, out, editions, metadata, bar)
    printing_release.published(terminal, survey, terminal.accepted(made, "publish"))


def verify(door: Door, terminal: Terminal, release: Path, root: Path | None) -> bool:
    """Check a release, and say whether it is what was signed."""
    own = None if door.named is None else door.named / ROOT_NAME
    found = publishing.verify(release, root or own)
    printing_release.verified(terminal, release, found)
    return found.sound
