"""Where one can go: the steps of a round in their order, each only where its page exists and the actor may see it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from portfolio.services.access import RoundCard, RoundRow, list_visible_rounds
from portfolio.services.permissions import allowed
from portfolio.web import current_actor, round_or_none, session


@dataclass(frozen=True)
class Step:
    """An entry of the navigation; `endpoints` are its possible first pages, the first that exists counts."""

    label: str
    icon: str
    endpoints: tuple[str, ...]
    action: str = "view"
    group: str = ""


STEPS = (
    Step("Overview", "layout-dashboard", ("rounds.show",)),
    Step("Initiatives", "list-check", ("initiatives.index", "options.create")),
    Step("Ideas", "bulb", ("ideas.index",)),
    Step("Rules", "gavel", ("rules.index",)),
    Step("Scores", "target", ("scores.index",)),
    Step("Weights", "scale", ("weights.index",)),
    Step("Proposal", "target-arrow", ("proposal.index", "proposal.show")),
    Step("Scenarios", "git-compare", ("scenarios.index",)),
    Step("Import", "table-import", ("imports.index", "imports.upload"), "import_", "Round"),
    Step("History", "history", ("history.index",), "view", "Round"),
    Step("People", "users", ("people.index",), "view", "Round"),
    Step("Settings", "settings", ("settings.index", "criteria.index"), "manage_round", "Round"),
)


@dataclass(frozen=True)
class Entry:
    """A step as the layout draws it."""

    label: str
    icon: str
    url: str
    current: bool
    group: str


def has_endpoint(name: str) -> bool:
    """Whether this version has such a page."""
    return name in current_app.view_functions


def steps() -> list[Entry]:
    """The navigation of the round of the address; empty outside of rounds."""
    row = round_or_none()
    return [] if row is None else [_entry(step, endpoint, row) for step, endpoint in _open_steps(row)]


def _open_steps(row: RoundRow) -> list[tuple[Step, str]]:
    found = [(s, next((e for e in s.endpoints if has_endpoint(e)), None)) for s in STEPS]
    return [(s, e) for s, e in found if e is not None and allowed(current_actor(), s.action, row.id)]


def _entry(step: Step, endpoint: str, row: RoundRow) -> Entry:
    current = (request.endpoint or "").partition(".")[0] in {e.partition(".")[0] for e in step.endpoints}
    return Entry(step.label, step.icon, url_for(endpoint, round_key=row.key), current, step.group)


def round_home(row: RoundRow) -> str:
    """The address at which somebody enters a round: its proposal where that exists, else its first page."""
    found = {step.label: endpoint for step, endpoint in _open_steps(row)}
    endpoint = found.get("Proposal") or found.get("Initiatives") or next(iter(found.values()), None)
    return url_for(endpoint, round_key=row.key) if endpoint else url_for("home.index")


def other_rounds() -> list[RoundCard]:
    """All rounds that the actor may see, for switching; empty for nobody."""
    actor = current_actor()
    return [] if actor is None else list_visible_rounds(session(), actor)
