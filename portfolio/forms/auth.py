"""Forms of signing in and of one's own account."""

from __future__ import annotations

from wtforms import EmailField, Form, HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, Length


class SignInForm(Form):
    """E-mail and password."""

    email = EmailField(
        "E-mail",
        [InputRequired("Your e-mail address is needed."), Length(max=254)],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(
        "Password", [InputRequired("Your password is needed.")], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


class PasswordForm(Form):
    """A new password, typed twice, and the current one where there is one."""

    current = PasswordField(
        "Current password",
        description="Leave empty if you have none yet and came by a one-time link.",
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "New password",
        [InputRequired("A new password is needed.")],
        description="At least 12 characters. Three or four unrelated words do well.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "New password again",
        [EqualTo("password", "The two new passwords differ.")],
        render_kw={"autocomplete": "new-password"},
    )
