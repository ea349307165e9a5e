"""What the commands that prepare a survey print."""

from app.office.commands.terminal import Terminal
from app.office.survey.packaging import Packaged
from app.office.survey.rounds import Round


def round_made(terminal: Terminal, made: Round) -> None:
    """A new round."""
    document = made.document
    terminal.line(
        "office.round_made", round=made.id, agencies=len(document.agencies), strata=len(document.strata)
    )
    terminal.done(
        "round new",
        {
            "round": made.id,
            "state": made.state,
            "agencies": [one.code for one in document.agencies],
            "strata": len(document.strata),
            "method": document.method.name.id,
            "questionnaires": {str(group): name for group, name in made.digests.items()},
        },
    )


def packaged(terminal: Terminal, made: Packaged) -> None:
    """A package and its papers; the codes are on the paper only."""
    slips = sum(len(some.codes) for some in made.slips)
    terminal.line("office.package_made", slips=slips, seats=len(made.seats))
    terminal.line("office.package_file", file=str(made.package_file))
    terminal.line("office.package_slips", file=str(made.slips_file))
    terminal.line("office.package_card", file=str(made.card_file))
    terminal.done(
        "package",
        {
            "package": made.digest,
            "package_file": str(made.package_file),
            "slips_file": str(made.slips_file),
            "card_file": str(made.card_file),
            "slips": slips,
            "seats": list(made.seats),
        },
    )
