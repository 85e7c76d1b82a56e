"""Forms of ideas: one line to add, a reason to decline, a key to adopt."""

from __future__ import annotations

from wtforms import Form, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portfolio.domain.ideas import DECLINE_WORDS
from portfolio.forms.choices import choices


class IdeaForm(Form):
    """A new idea."""

    line = StringField(
        "Your idea in one line",
        [InputRequired("Say the idea in one line."), Length(max=300)],
        render_kw={"autocomplete": "off", "maxlength": "300"},
    )


class DeclineForm(Form):
    """Why an idea is declined."""

    reason_kind = SelectField(
        "Why not", choices=choices([("", "Choose …"), *((k.value, w) for k, w in DECLINE_WORDS.items())])
    )
    reason = StringField("In words")


class AdoptForm(Form):
    """What the initiative that is made of an idea is called."""

    key = StringField("Key of the initiative", [InputRequired("A key is needed, for example EXIT.")])
    title = StringField("Title", [Length(max=300)], description="Empty: the idea's own line.")
