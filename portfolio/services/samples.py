"""The sample round: the shipped demo as a round of one's own, to look around in and to break."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portfolio import paths
from portfolio.imports.choices import Choices
from portfolio.imports.files import read_folder
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import find_round
from portfolio.services.imports import make_round
from portfolio.services.permissions import Actor, allowed, require

KEY = "sample"


def open_sample(session: Session, actor: Actor) -> m.Round:
    """The actor's sample round; made of the shipped files where the actor sees none yet. Who makes it owns it."""
    require(actor, "create_round", None)
    number = 1
    while (row := find_round(session, _key(number))) is not None:
        if allowed(actor, "manage_round", row.id):
            return row
        number += 1
    fields = {"key": _key(number), "name": "Sample round"}
    return make_round(session, actor, read_folder(paths.seeds() / "demo"), Choices(), fields)


def _key(number: int) -> str:
    return KEY if number == 1 else f"{KEY}-{number}"
