"""Forms of the people of a round."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import EmailField, Form, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from portfolio.forms.choices import choices

ROLE_HELP = {
    "owner": "everything in the round: records, rules, weights, people",
    "business": "edits, scores and weighs from the business side; saves scenarios",
    "technology": "edits, scores and weighs from the technology side; saves scenarios",
    "finance": "edits records and their money, imports, exports, saves scenarios",
    "viewer": "sees everything, adds ideas, exports",
}


class MemberForm(Form):
    """Somebody new in the round."""

    email = EmailField(
        "E-mail",
        [InputRequired("An e-mail address is needed."), Email("This is not an e-mail address."), Length(max=254)],
        description="What the person signs in with.",
        render_kw={"autocomplete": "off"},
    )
    name = StringField(
        "Name",
        [InputRequired("A name is needed: it is what the history shows."), Length(max=120)],
        description="As colleagues know them. Kept as it is where the account exists already.",
        render_kw={"autocomplete": "off"},
    )
    role = SelectField("Role", description="What the person may do in this round.", default="viewer")

    def offer(self, roles: Sequence[str]) -> MemberForm:
        """Fill in the roles to choose from."""
        self.role.choices = choices((role, f"{role.capitalize()}: {ROLE_HELP[role]}") for role in roles)
        return self


class RoleForm(Form):
    """Another role for somebody in the round."""

    role = SelectField("Role")

    def offer(self, roles: Sequence[str]) -> RoleForm:
        """Fill in the roles to choose from."""
        self.role.choices = choices((role, role.capitalize()) for role in roles)
        return self
