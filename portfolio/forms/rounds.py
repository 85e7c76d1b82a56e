"""Forms of a round itself: its own fields, a criterion, a resource."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Form, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portfolio.domain.rounds import Criterion, Resource, ResourceKind, Round
from portfolio.forms.choices import choices
from portfolio.forms.fields import PercentField

OWN = ("name", "description", "currency", "first_year", "last_year", "discount_rate", "discount_convention")
LENSES = [("", "Both"), ("business", "Business"), ("technology", "Technology")]
_WHOLE = {"inputmode": "numeric", "autocomplete": "off"}


class RoundForm(Form):
    """One planning cycle."""

    version = HiddenField()
    name = StringField(
        "Name",
        [InputRequired("Give the round a name, for example FY2027–FY2029."), Length(max=200)],
        description="What everybody calls this planning cycle.",
    )
    key = StringField(
        "Key",
        [InputRequired("A key is needed, for example fy2027."), Length(max=80)],
        description="A short name that stays: it stands in addresses and files. For example fy2027.",
        render_kw={"autocomplete": "off"},
    )
    description = TextAreaField(
        "Description", description="The situation in a few sentences: who decides about what.", render_kw={"rows": 4}
    )
    currency = StringField(
        "Currency",
        [InputRequired("The currency is needed.")],
        description="Three letters: EUR, CHF, AUD.",
        render_kw={"maxlength": "3", "autocomplete": "off"},
    )
    money_unit = SelectField(
        "Amounts are entered in",
        coerce=int,
        choices=choices([(1000, "thousands"), (1_000_000, "millions"), (1, "single units")]),
        description="The unit of every money field and table of the round.",
    )
    first_year = IntegerField(
        "First fiscal year",
        [InputRequired("The first fiscal year is needed.")],
        description="Four digits, for example 2027.",
        render_kw=_WHOLE,
    )
    last_year = IntegerField(
        "Last fiscal year",
        [InputRequired("The last fiscal year is needed.")],
        description="The horizon: three to five years are usual.",
        render_kw=_WHOLE,
    )
    discount_rate = PercentField(
        "Discount rate", required="The discount rate is needed: 0 % for none.", description="Per cent a year."
    )
    discount_convention = SelectField(
        "Money falls due",
        choices=choices([("end", "at the end of each fiscal year"), ("mid", "in the middle of each fiscal year")]),
        description="The convention for discounting.",
    )
    prices = SelectField(
        "Prices",
        choices=choices(
            [
                ("nominal", "nominal: of the year in which money is spent"),
                ("real", "real: of today, without inflation"),
            ]
        ),
        description="What all amounts of the round are in; the discount rate must be of the same kind.",
    )


def round_form(formdata: Any, frame: Round | None, version: int, defaults: dict[str, Any]) -> RoundForm:
    """The form for a round there is, its key then fixed, or for a new one with sensible defaults."""
    data: dict[str, Any] = {"version": str(version), **defaults}
    if frame is not None:
        data |= {name: getattr(frame, name) for name in (*OWN, "money_unit")}
        data["prices"] = "nominal" if frame.nominal else "real"
    form = RoundForm(formdata, data=data)
    if frame is not None:
        del form.key
    return form


def round_fields(form: RoundForm) -> dict[str, Any]:
    """What the form asks for."""
    fields = {name: form[name].data for name in (*OWN, "money_unit")}
    fields |= {"key": form.key.data} if form.key else {}
    return {**fields, "nominal": form.prices.data == "nominal", "description": form.description.data or ""}


class CriterionForm(Form):
    """What counts as value, with both ends of its scale in words."""

    version = HiddenField()
    key = StringField(
        "Key",
        [InputRequired("A key is needed, for example CUS."), Length(max=80)],
        description="Short: it heads columns of tables and files. For example CUS.",
        render_kw={"autocomplete": "off"},
    )
    name = StringField(
        "Name", [InputRequired("A name is needed."), Length(max=120)], description="For example: Customer gets it done."
    )
    lens = SelectField(
        "Side that knows it best", choices=choices(LENSES), description="Both sides score it all the same."
    )
    anchor_0 = TextAreaField("0 means", description="Today’s level, as one would measure it.", render_kw={"rows": 2})
    anchor_100 = TextAreaField(
        "100 means",
        description="The effect on the whole company by the end of the last year: countable, and a lot.",
        render_kw={"rows": 3},
    )
    description = TextAreaField("Notes", description="What belongs here, what does not.", render_kw={"rows": 3})


def criterion_form(formdata: Any, criterion: Criterion | None, version: int) -> CriterionForm:
    """The form for a criterion there is, its key then fixed, or for a new one."""
    form = CriterionForm(formdata, obj=criterion, data={"version": str(version)})
    form.version.data = form.version.data or str(version)
    if criterion is not None:
        del form.key
    return form


def criterion_of(form: CriterionForm, key: str) -> Criterion:
    """What the form asks for."""
    given = {name: form[name].data or "" for name in ("name", "anchor_0", "anchor_100", "lens", "description")}
    return Criterion(key, **given)


class ResourceForm(Form):
    """Anything else that is limited or counted."""

    version = HiddenField()
    key = StringField(
        "Key",
        [InputRequired("A key is needed, for example architects."), Length(max=80)],
        description="Short: it heads columns of files. For example architects.",
        render_kw={"autocomplete": "off"},
    )
    name = StringField("Name", [InputRequired("A name is needed."), Length(max=120)])
    kind = SelectField(
        "Kind",
        choices=choices(
            [("people", "People"), ("other", "Something else"), ("commitment", "Money committed beyond the round")]
        ),
    )
    unit = StringField("Unit", [Length(max=20)], description="What one is: months, days, licences.")
    digits = IntegerField(
        "Decimals",
        [NumberRange(0, 4, "Between 0 and 4.")],
        default=1,
        description="How finely it is counted.",
        render_kw=_WHOLE,
    )
    per_year = BooleanField("Counted by fiscal year", default=True, description="Without it, once for the whole round.")


def resource_form(formdata: Any, resource: Resource | None, version: int) -> ResourceForm:
    """The form for a resource there is, its key then fixed, or for a new one."""
    data: dict[str, Any] = {"version": str(version)}
    if resource is not None:
        data |= {"name": resource.name, "kind": resource.kind.value, "unit": resource.unit, "digits": resource.digits}
        data["per_year"] = resource.per_year
    form = ResourceForm(formdata, data=data)
    if resource is not None:
        del form.key
        if resource.kind.is_spend:
            del form.kind, form.unit, form.digits, form.per_year
    return form


def resource_of(form: ResourceForm, frame: Round, key: str, old: Resource | None) -> Resource:
    """What the form asks for; money has the round's currency and decimals."""
    name = form.name.data or ""
    if old is not None and old.kind.is_spend:
        return Resource(key, name, old.kind, old.unit, old.digits, old.per_year)
    kind = ResourceKind(form.kind.data)
    if kind.is_money:
        return Resource(key, name, kind, frame.currency, frame.digits, False)
    return Resource(key, name, kind, form.unit.data or "", form.digits.data or 0, bool(form.per_year.data))
