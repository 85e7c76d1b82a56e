"""Writes the rows of an import through the services of each record, in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from portfolio.domain.rounds import BaselineLine
from portfolio.domain.sheets import SheetKind
from portfolio.imports.comparing import Compared, merge
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_frame
from portfolio.services.ideas import add_idea, decline_idea
from portfolio.services.initiatives import apply_patches
from portfolio.services.permissions import Actor
from portfolio.services.rounds import edit_round, save_baseline, save_criterion, save_resource
from portfolio.services.rules import save_rule
from portfolio.services.weights import save_profile

Write = Callable[[Session, Actor, m.Round, Sequence[Compared]], None]


def write_rows(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    """Write them all; what a service refuses is raised, and the caller's transaction undoes the rest."""
    for kinds, write in _STEPS:
        chosen = [row for row in rows if row.entry.kind in kinds]
        if chosen:
            write(session, actor, round_row, chosen)


def _round(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        edit_round(session, actor, round_row, row.entry.payload)


def _criteria(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        save_criterion(session, actor, round_row, row.entry.payload)


def _resources(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        resource, limits = row.entry.payload
        save_resource(session, actor, round_row, resource, limits)


def _baseline(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    """Lines of the same kind and label take the place of those that are there; the others stay."""
    given = {row.entry.key: row.entry.payload for row in rows}
    lines: list[BaselineLine] = []
    for line in load_frame(round_row).baseline:
        label = f"{line.kind} {line.label}"
        if label not in given:
            lines.append(line)
        elif not any((x.kind, x.label) == (line.kind, line.label) for x in lines):
            lines += given.pop(label)
    for payload in given.values():
        lines += payload
    save_baseline(session, actor, round_row, tuple(lines))


def _initiatives(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    """All rows of an initiative are one patch: one version step and one entry in its history."""
    groups: dict[str, list[Compared]] = {}
    for row in rows:
        groups.setdefault(row.entry.key, []).append(row)
    apply_patches(session, actor, round_row, [merge([r.entry.payload for r in group]) for group in groups.values()])


def _rules(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        save_rule(session, actor, round_row, row.entry.payload)


def _weights(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        save_profile(session, actor, round_row, row.entry.payload)


def _ideas(session: Session, actor: Actor, round_row: m.Round, rows: Sequence[Compared]) -> None:
    for row in rows:
        fields = row.entry.payload
        idea = add_idea(session, actor, round_row, fields["line"], fields["proposed_by"])
        if fields["status"] == "declined":
            decline_idea(session, actor, round_row, idea.id, fields["reason_kind"], fields["reason"])


_STEPS: tuple[tuple[tuple[SheetKind, ...], Write], ...] = (
    ((SheetKind.ROUND,), _round),
    ((SheetKind.CRITERIA,), _criteria),
    ((SheetKind.RESOURCES,), _resources),
    ((SheetKind.BASELINE,), _baseline),
    ((SheetKind.INITIATIVES, SheetKind.OPTIONS), _initiatives),
    ((SheetKind.RULES,), _rules),
    ((SheetKind.WEIGHTS,), _weights),
    ((SheetKind.IDEAS,), _ideas),
)
