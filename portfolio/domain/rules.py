"""Rules that bind a portfolio, as values that people can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class RuleType(StrEnum):
    """The kinds of rule of this product."""

    MUST = "must"
    NEVER = "never"
    REQUIRES = "requires"
    EXCLUDES = "excludes"
    COUNT = "count"
    SHARE = "share"


class MandateKind(StrEnum):
    """Why somebody says that there is no choice."""

    LAW = "law"
    CONTRACT = "contract"
    END_OF_SUPPORT = "end_of_support"
    SECURITY_FINDING = "security_finding"
    EXECUTIVE_WISH = "executive_wish"


@dataclass(frozen=True)
class Rule:
    """One rule. Which fields speak depends on `type`:

    must, never: `initiative` (must also `option`); requires: `initiative` (`option`) `needs` (`needs_options`);
    excludes: `initiatives`; count: `initiatives` or `tag`, `at_least` / `at_most` as whole numbers;
    share: `tag`, `at_least` / `at_most` from 0 to 1, `of` = resource keys, all their years together.
    A must is a mandate: `kind`, `claimant`, `evidence`, `deadline` say whose claim it is."""

    key: str
    type: RuleType
    initiative: str = ""
    option: str = ""
    needs: str = ""
    needs_options: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    tag: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    of: tuple[str, ...] = ()
    reason: str = ""
    kind: MandateKind | None = None
    claimant: str = ""
    evidence: str = ""
    deadline: date | None = None
    version: int = 1

    @property
    def mentions(self) -> tuple[str, ...]:
        """Keys of all initiatives that the rule names."""
        named = (self.initiative, self.needs, *self.initiatives)
        return tuple(dict.fromkeys(k for k in named if k))
