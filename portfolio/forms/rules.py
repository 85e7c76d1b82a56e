"""Forms of rules: the fields that speak for each type, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from wtforms import DateField, Form, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portfolio.domain.initiatives import short_key
from portfolio.domain.rule_faults import SPEAKING
from portfolio.domain.rule_sentences import MANDATE_WORDS
from portfolio.domain.rules import MandateKind, Rule, RuleType
from portfolio.forms.choices import choices
from portfolio.forms.fields import NumberField, PercentField

ANY = "any of its options"
Choices = Iterable[tuple[str, str]]
OptionTitles = Mapping[str, Mapping[str, str]]


class RuleForm(Form):
    """Every field that some type of rule has; `rule_form` keeps those of one type."""

    version = HiddenField()
    type = HiddenField()
    subject = SelectField("Initiative", [InputRequired("Choose the initiative.")], validate_choice=False)
    needs = SelectField("Needs", [InputRequired("Choose the initiative that is needed.")], validate_choice=False)
    needs_options = SelectMultipleField(
        "As one of these options", validate_choice=False, description="Nothing ticked: any of its options will do."
    )
    initiatives = SelectMultipleField("Initiatives", validate_choice=False)
    tag = SelectField("Tag", validate_choice=False)
    least = NumberField("At least", low=0, description="Leave empty for no floor.")
    most = NumberField("At most", low=0, description="Leave empty for no ceiling.")
    least_share = PercentField("At least", description="Of the spend chosen below. Leave empty for no floor.")
    most_share = PercentField("At most", description="Of the spend chosen below. Leave empty for no ceiling.")
    of = SelectMultipleField("Share of", validate_choice=False, description="All fiscal years together.")
    reason = TextAreaField("Reason", description="Why this rule stands, in a sentence.", render_kw={"rows": 2})
    kind = SelectField(
        "Kind of mandate",
        choices=choices([("", "Not said"), *((k.value, words) for k, words in MANDATE_WORDS.items())]),
        description="Why somebody says that there is no choice.",
    )
    claimant = StringField("Claimed by", [Length(max=200)], description="The role that says so.")
    evidence = TextAreaField(
        "Evidence", description="The law, letter or finding, and which option would satisfy it.", render_kw={"rows": 3}
    )
    deadline = DateField("Deadline", [Optional()], description="The day by which it must be done.")


FIELDS: Mapping[RuleType, tuple[str, ...]] = {
    RuleType.MUST: ("subject", "kind", "claimant", "evidence", "deadline", "reason"),
    RuleType.NEVER: ("subject", "reason"),
    RuleType.REQUIRES: ("subject", "needs", "needs_options", "reason"),
    RuleType.EXCLUDES: ("initiatives", "reason"),
    RuleType.COUNT: ("tag", "initiatives", "least", "most", "reason"),
    RuleType.SHARE: ("tag", "least_share", "most_share", "of", "reason"),
}


def rule_form(rule: Rule, formdata: Any, titles: Mapping[str, str], options: OptionTitles, tags: Iterable[str],
              resources: Mapping[str, str]) -> RuleForm:  # fmt: skip
    """The form for a rule of its type, filled in with it."""
    form = RuleForm(formdata, data=_data(rule))
    for name in set(form.data) - {"version", "type", *FIELDS[rule.type]}:
        del form[name]
    if form.subject:
        with_options = "option" in SPEAKING[rule.type]
        form.subject.choices = choices(list(_subjects(titles, options, with_options)))
    if form.needs:
        form.needs.choices = choices([("", "Choose …"), *titled(titles)])
        needed = options.get(form.needs.data or "", {})
        form.needs_options.choices = choices(list(needed.items()))
    if form.initiatives:
        form.initiatives.choices = choices(titled(titles))
    if form.tag:
        form.tag.choices = choices([("", "No tag" if form.initiatives else "Choose …"), *((t, t) for t in tags)])
    if form.of:
        form.of.choices = choices(list(resources.items()))
    return form


def _called(key: str, title: str) -> str:
    """The title, with the key behind it where people use that as a name."""
    return f"{title} ({key})" if short_key(key) else title


def titled(titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Initiatives to choose from, by title with the key behind."""
    return [(key, _called(key, title)) for key, title in titles.items()]


def _subjects(titles: Mapping[str, str], options: OptionTitles, with_options: bool) -> Choices:
    yield "", "Choose …"
    for key, title in titles.items():
        yield key, _called(key, title) + (f": {ANY}" if with_options and len(options.get(key, ())) != 1 else "")
        if with_options and len(options.get(key, {})) > 1:
            yield from ((f"{key}|{option}", f"{_called(key, title)}: {name}") for option, name in options[key].items())


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "version": str(rule.version),
        "type": rule.type.value,
        "subject": f"{rule.initiative}|{rule.option}" if rule.option else rule.initiative,
        "needs": rule.needs,
        "needs_options": list(rule.needs_options),
        "initiatives": list(rule.initiatives),
        "tag": rule.tag,
        "least": rule.at_least,
        "most": rule.at_most,
        "least_share": rule.at_least,
        "most_share": rule.at_most,
        "of": list(rule.of),
        "reason": rule.reason,
        "kind": rule.kind.value if rule.kind else "",
        "claimant": rule.claimant,
        "evidence": rule.evidence,
        "deadline": rule.deadline,
    }


def rule_of(form: RuleForm, key: str, rule_type: RuleType) -> Rule:
    """What the form asks for."""
    given: dict[str, Any] = form.data
    initiative, _, option = (given.get("subject") or "").partition("|")
    is_share = rule_type is RuleType.SHARE
    least: Decimal | None = given.get("least_share" if is_share else "least")
    most: Decimal | None = given.get("most_share" if is_share else "most")
    kinds = {k.value: k for k in MandateKind}
    return Rule(
        key=key,
        type=rule_type,
        initiative=initiative,
        option=option,
        needs=given.get("needs") or "",
        needs_options=tuple(given.get("needs_options") or ()),
        initiatives=tuple(given.get("initiatives") or ()),
        tag=given.get("tag") or "",
        at_least=least,
        at_most=most,
        of=tuple(given.get("of") or ()),
        reason=given.get("reason") or "",
        kind=kinds.get(given.get("kind") or ""),
        claimant=given.get("claimant") or "",
        evidence=given.get("evidence") or "",
        deadline=given.get("deadline"),
    )


FORM_FIELD = {"initiative": "subject", "option": "subject"}
"""Fields of a rule whose faults stand at a form field of another name."""


def form_field(name: str, rule_type: RuleType) -> str:
    """The form field at which a fault of the rule's field stands."""
    if name in ("at_least", "at_most"):
        short = "least" if name == "at_least" else "most"
        return f"{short}_share" if rule_type is RuleType.SHARE else short
    return FORM_FIELD.get(name, name)
