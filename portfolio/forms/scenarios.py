"""Forms of saved scenarios."""

from __future__ import annotations

from wtforms import Form, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional


class ScenarioForm(Form):
    """A scenario's name and note; `address` is what it asks, `version` the one that the form was made from."""

    name = StringField(
        "Name",
        [InputRequired("A scenario needs a name."), Length(max=120)],
        description="What the room will call it.",
        render_kw={"autocomplete": "off"},
    )
    note = TextAreaField(
        "Note", [Length(max=5000)], description="Why it is worth keeping; shown in the list.", render_kw={"rows": 3}
    )
    address = HiddenField("Address", [Length(max=20000)])
    version = IntegerField("Version", [Optional()])
