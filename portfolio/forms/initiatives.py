"""Forms of initiatives: what one is about, and the filter of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import DateField, Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portfolio.domain.initiatives import Initiative
from portfolio.domain.patches import InitiativePatch, field_of
from portfolio.domain.rounds import Round
from portfolio.forms.choices import choices
from portfolio.forms.fields import AmountField, PercentField

CHANGES = [("", "Not said"), ("run", "Run: keeps the order of today going"), ("grow", "Grow: extends it"),
           ("transform", "Transform: replaces it")]  # fmt: skip
STAGES = [("candidate", "Candidate: not begun"), ("under_way", "Under way: was approved before"),
          ("closed", "Closed: finished or stopped, kept for the record")]  # fmt: skip
PLAIN = (
    "title", "change", "stage", "business_owner", "technology_owner", "description", "problem", "promise",
    "evidence_note", "evidence_strength", "spent_so_far", "approved_cost", "approved_on", "approved_promise",
)  # fmt: skip
_TALL = {"rows": 4}


class InitiativeForm(Form):
    """One initiative without its options."""

    version = HiddenField()
    key = StringField(
        "Key",
        [InputRequired("A key is needed."), Length(max=80)],
        description="A short name that stays, for example CRM. Files and rules name the initiative by it.",
        render_kw={"autocomplete": "off"},
    )
    title = StringField(
        "Title",
        [InputRequired("A title is needed."), Length(max=300)],
        description="What everybody calls it.",
    )
    change = SelectField(
        "Run, grow or transform", choices=choices(CHANGES), description="What it does to the order of today."
    )
    stage = SelectField("Stage", choices=choices(STAGES), description="Closed ones are kept and never proposed.")
    tags = StringField(
        "Tags",
        description="Words that rules and lists group by, separated by commas: customer, security.",
        render_kw={"autocomplete": "off"},
    )
    business_owner = StringField(
        "Business owner", [Length(max=200)], description="The role that answers for the benefit."
    )
    technology_owner = StringField(
        "Technology owner", [Length(max=200)], description="The role that answers for the delivery."
    )
    problem = TextAreaField(
        "Problem",
        description="Who cannot do what today? In the words of those who have the problem.",
        render_kw=_TALL,
    )
    description = TextAreaField(
        "What it is", description="What will be different, in a few sentences.", render_kw=_TALL
    )
    promise = TextAreaField(
        "Promise",
        description="What will be measured, by how much it will change, and when one will see it.",
        render_kw=_TALL,
    )
    evidence_note = TextAreaField(
        "Evidence",
        description="What the claims rest on: whom somebody watched, what was measured, what is only believed.",
        render_kw=_TALL,
    )
    evidence_strength = PercentField(
        "Evidence strength",
        required="Say how strong the evidence is: 100 % if all of it counts.",
        description="0 to 100 %. Multiplies what the initiative promises, never the harm that it does.",
    )
    spent_so_far = AmountField("Spent so far", description="Shown, never part of the decision: it is spent either way.")
    approved_cost = AmountField("Approved cost", low=0, description="What was approved when it began. Shown only.")
    approved_on = DateField("Approved on", [Optional()], description="The day of that approval.")
    approved_promise = TextAreaField(
        "Promise at approval", description="What was promised then.", render_kw={"rows": 3}
    )


def initiative_form(frame: Round, formdata: Any = None, initiative: Initiative | None = None) -> InitiativeForm:
    """The form for a new initiative or, filled in, for one there is; its key is then no longer asked for."""
    data: dict[str, Any] = {"version": "0"} if initiative is None else _data(initiative)
    meta = {"digits": frame.digits, "money_unit": frame.money_unit}
    form = InitiativeForm(formdata, data=data, meta=meta)
    if initiative is not None:
        del form.key
    return form


def _data(initiative: Initiative) -> dict[str, Any]:
    plain = {name: field_of(initiative, name) for name in PLAIN}
    return {**plain, "change": initiative.change or "", "stage": str(initiative.stage),
            "tags": ", ".join(initiative.tags), "version": str(initiative.version)}  # fmt: skip


def initiative_patch(form: InitiativeForm, key: str) -> InitiativePatch:
    """What the form asks for."""
    fields = {name: form[name].data for name in PLAIN}
    return InitiativePatch(key, {**fields, "tags": tuple((form.tags.data or "").split(","))})


class FilterForm(Form):
    """The filter of the list, bound to the address."""

    q = StringField(
        "Search", render_kw={"type": "search", "autocomplete": "off", "placeholder": "Title, key, owner, text"}
    )
    change = SelectField(
        "Kind", choices=choices([("", "Any kind"), ("run", "Run"), ("grow", "Grow"), ("transform", "Transform")])
    )
    tag = SelectField("Tag", validate_choice=False)
    stage = SelectField(
        "Stage",
        choices=choices(
            [("", "Any stage"), ("candidate", "Candidate"), ("under_way", "Under way"), ("closed", "Closed")]
        ),
    )
    owner = SelectField("Owner", validate_choice=False)
    lacks = SelectField("Readiness", validate_choice=False)
    show = SelectField("Show", choices=choices([("current", "Current"), ("archived", "Archived"), ("all", "All")]))
    sort = HiddenField()
    down = HiddenField()

    def offer(self, tags: Sequence[str], owners: Sequence[str], lacks: Mapping[str, str]) -> FilterForm:
        """Fill in what there is to choose from."""
        self.tag.choices = choices([("", "Any tag"), *((t, t) for t in tags)])
        self.owner.choices = choices([("", "Any owner"), *((o, o) for o in owners)])
        self.lacks.choices = choices(
            [("", "Ready or not"), *((k, words[0].upper() + words[1:]) for k, words in lacks.items())]
        )
        return self
