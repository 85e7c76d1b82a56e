"""The parts of an explanation as pieces of work, so that several workers can share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from optimizer.explaining.case import Case
from optimizer.explaining.entries import entries_of
from optimizer.explaining.mandates import prices
from optimizer.explaining.steps import step_of
from optimizer.explaining.swaps import funded_of, gap_of
from optimizer.explaining.values import Entry, Funded, Gap, LeftOut, MandatePrices, NextStep
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import Posed
from optimizer.status import Status

Part = Funded | LeftOut | MandatePrices | NextStep


def left_out_of(case: Case, id: str) -> LeftOut:
    """Its gap and the entries of its options; those of the option that the gap was measured with stand in front."""
    gap = gap_of(case, id)
    options = entries_of(case, id)
    front = options.get(gap.option or "", Entry())
    known = {item.name: getattr(gap, item.name) for item in fields(Gap)}
    return LeftOut(**known, entry=front.entry, entry_factor=front.entry_factor, options=options)


KINDS: dict[str, Callable[[Case, str], Part]] = {
    "funded": funded_of, "left out": left_out_of, "mandates": lambda case, _: prices(case), "step": step_of,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part, of an initiative or a resource, about one proposal."""

    kind: str
    id: str
    posed: Posed
    clock: Clock
    selection: dict[str, str]
    status: Status


def told(desk: Desk, wanted: Wanted) -> tuple[Part, bool]:
    """The part, and whether no time limit cut in."""
    account = desk.accountant.account(wanted.selection)
    case = Case(desk, wanted.posed, wanted.clock, wanted.selection, account, wanted.status)
    return KINDS[wanted.kind](case, wanted.id), case.complete
