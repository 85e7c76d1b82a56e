"""Rows and values that tests of several parts need: a small round, initiatives, actors of each role."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from portfolio.domain.patches import InitiativePatch, OptionPatch
from portfolio.domain.rounds import Criterion
from portfolio.persistence import models as m
from portfolio.services.initiatives import apply_patch
from portfolio.services.permissions import Actor
from portfolio.services.rounds import create_round, save_criterion

ADMIN = Actor(None, "setup", is_admin=True)
ROUND = {"key": "FY2027", "name": "FY2027", "first_year": 2027, "last_year": 2029}
CRITERIA = (
    Criterion(
        "CUS", "Customer gets it done", "nobody would notice", "100,000 households settle it first time", "business"
    ),
    Criterion("CON", "Continuity", "stands still 520 h a year", "400 fewer hours a year", "technology"),
)


def make_round(session: Session, key: str = "FY2027") -> m.Round:
    """A round of three years with two criteria."""
    row = create_round(session, ADMIN, {**ROUND, "key": key})
    for criterion in CRITERIA:
        save_criterion(session, ADMIN, row, criterion)
    return row


def actor_in(row: m.Round, role: str) -> Actor:
    """Somebody with this role in the round and no other."""
    return Actor(None, f"the {role}", roles={row.id: role})


def erp(key: str = "ERP") -> InitiativePatch:
    """An initiative with two options, costs, scores and a costly status quo."""
    return InitiativePatch(
        key,
        {"title": "Complete the ERP", "change": "run", "tags": ["platform"], "evidence_strength": Decimal("0.5")},
        (
            OptionPatch(
                "full",
                {"title": "Full", "probability": Decimal("0.55")},
                {"CUS": Decimal(4), "CON": Decimal(34)},
                {("capex", 2027, "own_asset"): 1_540_000_000, ("opex", 2028, ""): 420_000_000, ("beyond", None, ""): 5},
            ),
            OptionPatch("hold", {"title": "Hold"}, {"CON": Decimal(6)}, {("capex", 2027, ""): 357_500_000}),
            OptionPatch("status_quo", {}, {"CON": Decimal(-26)}, {("opex", 2027, ""): 40_000_000}),
        ),
    )


def make_erp(session: Session, row: m.Round, key: str = "ERP") -> None:
    """Put `erp` into the round."""
    apply_patch(session, ADMIN, row, erp(key))
