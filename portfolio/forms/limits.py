"""The limits of a round by resource and year as one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Form, HiddenField

from portfolio.domain.rounds import Resource, Round
from portfolio.forms.fields import AmountField


def version_name(resource: str) -> str:
    """The name of the input that carries the version under which a resource was shown."""
    return f"version-{resource}"


@dataclass(frozen=True)
class LimitTable:
    """The form with what lays it out: resources, and the years of each."""

    form: Form
    frame: Round

    def years(self, resource: Resource) -> tuple[int | None, ...]:
        """The years in which the resource is limited; None for once."""
        return self.frame.years if resource.per_year else (None,)

    def cell(self, resource: Resource, year: int | None) -> Any:
        """The field of the resource's limit in a year."""
        return self.form[limit_name(self.frame.resources.index(resource), year)]

    def limits(self, resource: Resource, sent: Mapping[str, Any]) -> dict[int | None, int | None]:
        """The limits of the resource that were sent; None = no limit."""
        cells = {year: self.cell(resource, year) for year in self.years(resource)}
        return {year: cell.data for year, cell in cells.items() if cell.name in sent}


def limit_name(number: int, year: int | None) -> str:
    """The name of the field of a limit."""
    return f"limit{number}_{'once' if year is None else year}"


def limit_table(frame: Round, formdata: Any, version: int) -> LimitTable:
    """The limits of every resource."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    given = {(x.resource, x.year): x.amount for x in frame.limits}
    for number, resource in enumerate(frame.resources):
        fields[version_name(resource.key)] = HiddenField(default=str(version))
        scale: dict[str, Any] = {} if resource.kind.is_money else {"digits": resource.digits, "per": 1}
        for year in frame.years if resource.per_year else (None,):
            label = f"Limit of {resource.name}" + ("" if year is None else f" in FY{year}")
            fields[limit_name(number, year)] = AmountField(label, low=0, **scale)
            data[limit_name(number, year)] = given.get((resource.key, year))
    made = type("LimitForm", (Form,), fields)
    meta = {"digits": frame.digits, "money_unit": frame.money_unit}
    return LimitTable(made(formdata, data=data, meta=meta), frame)
