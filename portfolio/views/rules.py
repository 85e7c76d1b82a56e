"""Rules and mandates: each as a sentence, created, edited and removed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portfolio.domain.errors import Conflict, Invalid, NotFound
from portfolio.domain.rule_sentences import TYPE_WORDS
from portfolio.domain.rules import Rule, RuleType
from portfolio.forms.rules import RuleForm, form_field, rule_form, rule_of
from portfolio.services import rules as service
from portfolio.services.rule_list import find_rule, list_rules, new_rule_key, rule_choices
from portfolio.views.conflicts import conflict_page, expected_version, taken_from_them
from portfolio.web import actor, current_round, done, needs, session, show_faults, transaction

blueprint = Blueprint("rules", __name__, url_prefix="/rounds/<round_key>/rules")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs("view")
def index(round_key: str) -> Page:
    """Every rule as a sentence."""
    lines = list_rules(session(), actor(), current_round())
    return render_template("rules/index.html", lines=lines, types=TYPE_WORDS)


@blueprint.route("/new/<rule_type>", methods=["GET", "POST"])
@needs("manage_rules")
def create(round_key: str, rule_type: str) -> Page:
    """A new rule of a type."""
    if rule_type not in tuple(RuleType):
        raise NotFound("type of rule", rule_type)
    blank = Rule(
        "", RuleType(rule_type), of=("capex", "opex") if rule_type == RuleType.SHARE else (), version=service.NEW
    )
    form = _form(blank)
    rule = rule_of(form, "", blank.type)
    key = new_rule_key(session(), current_round(), rule)
    return _save(form, Rule(**{**vars(rule), "key": key}), "rules/create.html", service.NEW)


@blueprint.route("/<rule_key>/edit", methods=["GET", "POST"])
@needs("manage_rules")
def edit(round_key: str, rule_key: str) -> Page:
    """Change a rule; its type stays."""
    found = find_rule(session(), actor(), current_round(), rule_key)
    form = _form(found)
    return _save(form, rule_of(form, rule_key, found.type), "rules/edit.html", None)


@blueprint.get("/needed-options")
@needs("view")
def needed_options(round_key: str) -> Page:
    """The part of the form that lists the options of the needed initiative."""
    form = _form(Rule("", RuleType.REQUIRES, needs=request.args.get("needs", "")))
    return render_template("rules/_needed_options.html", form=form)


@blueprint.post("/<rule_key>/remove")
@needs("manage_rules")
def remove(round_key: str, rule_key: str) -> Page:
    """Take a rule away."""
    with transaction() as writing:
        service.remove_rule(writing, actor(), current_round(), rule_key)
    return done("The rule is removed. What it said stays in the history.", "rules.index", round_key=round_key)


def _form(rule: Rule) -> RuleForm:
    choices = rule_choices(session(), actor(), current_round())
    return rule_form(rule, request.form or None, choices.initiatives, choices.options, choices.tags, choices.resources)


def _save(form: RuleForm, rule: Rule, template: str, version: int | None) -> Page:
    back = url_for("rules.index", round_key=current_round().key)
    if request.method == "POST" and form.validate():
        expected = expected_version() if version is None else version
        try:
            with transaction() as writing:
                service.save_rule(writing, actor(), current_round(), rule, expected, taken_from_them())
        except Invalid as invalid:
            named: dict[str, Any] = {form_field(n, rule.type): text for n, text in invalid.fields.items()}
            show_faults(form, Invalid(named))
        except Conflict as conflict:
            return conflict_page(conflict, back)
        else:
            return done("The rule is saved.", "rules.index", round_key=current_round().key)
    html = render_template(template, form=form, rule=rule, words=TYPE_WORDS[rule.type], back=back)
    return (html, 422) if form.errors else html
