"""The form of one weight profile: whose, and points for each criterion."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Form, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portfolio.domain.rounds import Round, WeightProfile
from portfolio.forms.choices import choices
from portfolio.forms.fields import NumberField

LENSES = [("", "Neither"), ("business", "Business"), ("technology", "Technology")]


class WeightForm(Form):
    """What every profile has; `weight_form` adds the points."""

    version = HiddenField()
    name = StringField(
        "Whose weights",
        [InputRequired("Say whose weights these are."), Length(max=120)],
        description="A role, such as CFO; or Room for what the room agreed on.",
        render_kw={"autocomplete": "off"},
    )
    lens = SelectField("Side", choices=choices(LENSES), description="From which side this stakeholder looks.")
    is_room = BooleanField(
        "These are the room's weights", description="The proposal counts with them. One profile of the round has this."
    )


def points_name(number: int) -> str:
    """The name of the field with the points of the criterion of that number."""
    return f"points{number}"


def weight_form(
    frame: Round, formdata: Any, profile: WeightProfile | None, version: int, is_first: bool = False
) -> WeightForm:
    """The form for a profile there is, its name then fixed, or for a new one; `is_first`: none is the room's yet."""
    fields = {points_name(n): _points(c.name) for n, c in enumerate(frame.criteria)}
    made = type("OneWeightForm", (WeightForm,), fields)
    data: dict[str, Any] = {"version": str(version), "is_room": is_first}
    if profile is not None:
        data |= {"name": profile.name, "lens": profile.lens, "is_room": profile.is_room}
        data |= {points_name(n): profile.points.get(c.key) for n, c in enumerate(frame.criteria)}
    form: WeightForm = made(formdata, data=data)
    if profile is not None:
        del form.name
    return form


def _points(label: str) -> Any:
    return NumberField(label, low=0, high=10_000, render_kw={"data-points": ""})


def profile_of(form: WeightForm, frame: Round, name: str) -> WeightProfile:
    """What the form asks for; a criterion without points gets none."""
    given = {c.key: form[points_name(n)].data for n, c in enumerate(frame.criteria)}
    points = {key: value for key, value in given.items() if value is not None}
    return WeightProfile(name, points, form.lens.data or "", bool(form.is_room.data))
