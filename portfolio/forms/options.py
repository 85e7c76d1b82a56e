"""The form of one option: what it is, its costs as a table of resource and year, its claimed scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portfolio.domain.initiatives import STATUS_QUO, Option
from portfolio.domain.patches import OptionPatch, UseKey
from portfolio.domain.rounds import Criterion, Resource, Round
from portfolio.forms.choices import choices
from portfolio.forms.fields import AmountField, NumberField, PercentField

BASES = [("", "not said"), ("own_asset", "own asset"), ("saas_configuration", "SaaS configuration"),
         ("internal_labour", "internal labour")]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of the table: a resource under one basis, as it was when the form was made; `spare` ones start empty."""

    number: int
    resource: Resource
    basis: str
    spare: bool = False

    def name(self, year: int | None) -> str:
        """The name of the field of a year (None: once for the round)."""
        return f"line{self.number}_{'once' if year is None else year}"

    @property
    def basis_name(self) -> str:
        """The name of the field of the basis."""
        return f"line{self.number}_basis"


class OptionForm(Form):
    """What every option has; `option_form` adds the tables."""

    version = HiddenField()
    lines = HiddenField()
    title = StringField(
        "Name of the option",
        [InputRequired("The option needs a name."), Length(max=200)],
        description="For example: Full, Least-cost, A year later.",
    )
    description = TextAreaField("What it includes", render_kw={"rows": 3}, description="And what it leaves out.")
    probability = PercentField(
        "Probability of success",
        required="Say how probable success is: 100 % if nothing can go wrong.",
        description="0 to 100 %. If it fails, things are as if it had not been done.",
    )
    run_cost_tail = AmountField(
        "Run cost a year afterwards",
        description="What it costs to run each year after the last year of the round. Savings with a minus.",
    )


@dataclass(frozen=True)
class OptionTables:
    """The form with what lays out its tables: lines of resources, and criteria with the names of their fields."""

    form: OptionForm
    frame: Round
    lines: tuple[Line, ...]
    scores: tuple[tuple[Criterion, str], ...]

    def cell(self, line: Line, year: int | None) -> Field:
        """The field of a line in a year."""
        return self.form[line.name(year)]

    def years(self, line: Line) -> tuple[int | None, ...]:
        """The years of a line."""
        return self.frame.years if line.resource.per_year else (None,)

    @property
    def spare_in_use(self) -> bool:
        """Whether something stands in a spare line, so that it must be seen."""
        spare = [line for line in self.lines if line.spare]
        cells = [self.cell(line, year) for line in spare for year in self.years(line)]
        return any(cell.data is not None or cell.errors for cell in cells)

    def patch(self, key: str) -> OptionPatch:
        """What the form asks for; lines that it did not show stay as they are."""
        fields: dict[str, Any] = {
            "description": self.form.description.data,
            "run_cost_tail": self.form.run_cost_tail.data,
        }
        if key != STATUS_QUO:
            fields |= {"title": self.form.title.data, "probability": self.form.probability.data}
        scores = {criterion.key: self.form[name].data for criterion, name in self.scores}
        uses: dict[UseKey, int | None] = {
            (x.resource.key, year, x.basis): None for x in self.lines for year in self.years(x)
        }
        for line in self.lines:
            basis = self.form[line.basis_name].data if line.resource.kind.is_spend else ""
            given = {(line.resource.key, y, basis): self.cell(line, y).data for y in self.years(line)}
            uses |= {use: amount for use, amount in given.items() if amount is not None}
        return OptionPatch(key, fields, scores, uses)

    def check_lines(self) -> bool:
        """Whether no two lines with amounts are the same resource under the same basis; the basis tells if not."""
        seen: set[tuple[str, str]] = set()
        for line in self.lines:
            if not line.resource.kind.is_spend or all(self.cell(line, y).data is None for y in self.years(line)):
                continue
            here = (line.resource.key, self.form[line.basis_name].data)
            if here in seen:
                self.form[line.basis_name].errors = [
                    f"{line.resource.name} has another line with this basis: put the amounts into one."
                ]
                return False
            seen.add(here)
        return True


def option_form(
    frame: Round, option: Option | None, formdata: Any = None, version: int = 0, may_score: bool = True
) -> OptionTables:
    """The form for an option there is, or for a new one; the status quo has no name and cannot fail."""
    lines = _lines_from(frame, formdata["lines"]) if formdata and "lines" in formdata else _lines_of(frame, option)
    scores = tuple((c, f"score{n}") for n, c in enumerate(frame.criteria)) if may_score else ()
    made = type("OneOptionForm", (OptionForm,), dict(_fields(frame, lines, scores)))
    meta = {"digits": frame.digits, "money_unit": frame.money_unit}
    form: OptionForm = made(formdata, data=_data(option, lines, scores, version), meta=meta)
    form.lines.data = ";".join(f"{x.resource.key}|{x.basis}{'|spare' if x.spare else ''}" for x in lines)
    if option is not None and option.key == STATUS_QUO:
        del form.title, form.probability
    return OptionTables(form, frame, lines, scores)


def _lines_of(frame: Round, option: Option | None) -> tuple[Line, ...]:
    """What the option uses, a line for each resource it does not, and spare ones for another basis of spend."""
    found: list[tuple[Resource, str, bool]] = []
    for resource in frame.resources:
        bases = list(dict.fromkeys(u.basis for u in option.uses if u.resource == resource.key)) if option else []
        found += [(resource, basis, False) for basis in bases or [""]]
        if resource.kind.is_spend:
            free = next((b for b, _ in BASES[1:] if b not in bases), None)
            found += [(resource, free, True)] if free else []
    return tuple(Line(n, *x) for n, x in enumerate(found))


def _lines_from(frame: Round, text: str) -> tuple[Line, ...]:
    bases = {key for key, _ in BASES}
    found: list[Line] = []
    for part in text.split(";"):
        key, basis, *spare = (*part.split("|"), "")[:3]
        resource = frame.resource_by_key.get(key)
        if resource is not None and basis in bases:
            found.append(Line(len(found), resource, basis, any(spare)))
    return tuple(found)


def _fields(frame: Round, lines: Sequence[Line], scores: Sequence[tuple[Criterion, str]]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        resource = line.resource
        scale: dict[str, Any] = {} if resource.kind.is_money else {"digits": resource.digits, "per": 1}
        for year in frame.years if resource.per_year else (None,):
            label = resource.name if year is None else f"{resource.name} FY{year}"
            yield line.name(year), AmountField(label, **scale)
        if resource.kind.is_spend:
            yield line.basis_name, SelectField(f"Basis of {resource.name}", choices=choices(BASES))
    for criterion, name in scores:
        yield name, NumberField(criterion.name, low=-100, high=100)


def _data(
    option: Option | None, lines: Sequence[Line], scores: Sequence[tuple[Criterion, str]], version: int
) -> dict[str, Any]:
    data: dict[str, Any] = {"version": str(version)} | {x.basis_name: x.basis for x in lines}
    if option is None:
        return data
    amounts = {(u.resource, u.year, u.basis): u.amount for u in option.uses}
    for line in lines:
        data |= {line.name(y): a for (r, y, b), a in amounts.items() if (r, b) == (line.resource.key, line.basis)}
    plain = {name: getattr(option, name) for name in ("title", "description", "probability", "run_cost_tail")}
    return data | plain | {name: option.scores.get(criterion.key) for criterion, name in scores}
