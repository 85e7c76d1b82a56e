"""What templates share: macros for any field, notices, tables and marks, all without anything inline."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from lxml import html
from wtforms import (
    BooleanField,
    DecimalField,
    FileField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)  # fmt: skip
from wtforms.validators import InputRequired

from portfolio.forms.choices import choices
from portfolio.settings import Settings
from tests.html_checks import faults


class Sheet(Form):
    """One field of each kind."""

    title = StringField("Title", [InputRequired("A title is needed.")], description="In a few words.")
    note = TextAreaField("Note")
    cost = DecimalField("Cost", description="To go.")
    kind = SelectField("Kind", choices=choices([("run", "Run"), ("grow", "Grow")]))
    tags = SelectMultipleField("Tags", choices=choices([("a", "A")]))
    way = RadioField("Way", choices=choices([("x", "X"), ("y", "Y")]))
    archived = BooleanField("Archived", description="Out of sight.")
    file = FileField("File")
    version = HiddenField("Version")


def render(app: Flask, body: str, **values: object) -> str:
    imports = "".join(
        f'{{% from "components/{file}.html" import {names} %}}'
        for file, names in {
            "forms": "csrf, field, faults, buttons",
            "page": "page_header, empty_state, alert, pager, confirm_button",
            "tables": "table, sort_head, number_cell",
            "badges": "kind_badge, lens_badge, tag_badge, role_badge, state_badge",
            "icon": "icon",
        }.items()
    )
    with app.test_request_context():
        text = render_template_string(imports + body, **values)
    assert faults(text, whole=False) == []
    return text


def test_every_kind_of_field_has_label_help_and_errors_that_belong_to_it(app: Flask) -> None:
    form = Sheet(data={"way": "x"})
    form.validate()
    tree = html.fragment_fromstring(
        render(app, "{% for f in form %}{{ field(f) }}{% endfor %}", form=form), create_parent=True
    )
    title = tree.get_element_by_id("title")
    assert title.get("aria-invalid") == "true"
    described = [tree.get_element_by_id(name).text_content().strip() for name in title.get("aria-describedby").split()]
    assert described == ["In a few words.", "A title is needed."]
    assert {label.get("for") for label in tree.iter("label")} >= {"title", "note", "cost", "kind", "tags", "file"}
    assert tree.get_element_by_id("archived").get("aria-describedby") == "archived-help"
    assert [legend.text for legend in tree.iter("legend")] == ["Way"]


def test_a_field_shows_its_unit_and_takes_attributes(app: Flask) -> None:
    text = render(app, '{{ field(form.cost, unit="k€", help="Net.", inputmode="decimal") }}', form=Sheet())
    assert '<span class="input-group-text">k€</span>' in text
    assert 'inputmode="decimal"' in text and "Net." in text and "To go." not in text


def test_the_list_of_faults_leads_to_each_field(app: Flask) -> None:
    form = Sheet()
    form.validate()
    text = render(app, "{{ faults(form) }}", form=form)
    assert '<a href="#title">Title</a>: A title is needed.' in text


def test_a_heading_takes_buttons_and_an_empty_state_says_what_to_do(app: Flask) -> None:
    text = render(app, '{% call page_header("Ideas", "In one line.") %}<a href="/x">New</a>{% endcall %}')
    assert text.count("<h1") == 1 and "New" in text
    assert "<h1" in render(app, '{{ page_header("Ideas") }}')
    assert "Add one" in render(app, '{% call empty_state("None yet", "Add one.") %}<a href="/x">Add</a>{% endcall %}')


@pytest.mark.parametrize(
    ("kind", "role"), [("info", "status"), ("success", "status"), ("warning", "status"), ("error", "alert")]
)
def test_a_notice_is_read_aloud_as_urgently_as_it_is(app: Flask, kind: str, role: str) -> None:
    assert f'role="{role}"' in render(app, '{{ alert(kind, "Text") }}', kind=kind)


def test_text_is_never_markup(app: Flask) -> None:
    hostile = "<script>alert(1)</script>"
    text = render(app, '{{ alert("info", x) }}{{ page_header(x) }}{{ tag_badge(x) }}', x=hostile)
    assert hostile not in text and "&lt;script&gt;" in text


def test_a_question_stands_before_what_cannot_be_undone(app: Flask) -> None:
    text = render(app, '{{ confirm_button("/x", "Remove", "Really?", fields={"version": 3}) }}')
    assert 'data-confirm="Really?"' in text and 'name="csrf_token"' in text and 'name="version" value="3"' in text


def test_a_head_sorts_the_other_way_when_asked_again(app: Flask) -> None:
    def address(key: str, descending: bool) -> str:
        return f"?sort={'-' if descending else ''}{key}"

    body = "<table><tr>{{ sort_head('Cost', 'cost', current, down, address) }}</tr></table>"
    assert 'href="?sort=-cost"' in render(app, body, current="cost", down=False, address=address)
    assert 'aria-sort="ascending"' in render(app, body, current="cost", down=False, address=address)
    other = render(app, body, current="title", down=True, address=address)
    assert 'href="?sort=cost"' in other and "aria-sort" not in other


def test_a_table_has_a_caption_and_can_be_scrolled_by_keyboard(app: Flask) -> None:
    body = (
        '{% call table("Costs") %}<tbody><tr>{{ number_cell("1.0") }}{{ number_cell(none) }}</tr></tbody>{% endcall %}'
    )
    text = render(app, body)
    assert "<caption" in text and 'tabindex="0"' in text and '<td class="num ">–</td>' in text


def test_pages_of_a_list_lead_on_and_back(app: Flask) -> None:
    text = render(app, "{{ pager(2, 3, address) }}", address=lambda page: f"?page={page}")
    assert "?page=1" in text and "?page=3" in text and "Page 2 of 3" in text
    assert render(app, "{{ pager(1, 1, address) }}", address=str).strip() == ""


def test_marks_say_in_words_what_their_colour_says(app: Flask) -> None:
    body = (
        '{{ kind_badge("grow") }}{{ lens_badge("technology") }}{{ role_badge("finance") }}{{ state_badge("funded") }}'
    )
    words = html.fragment_fromstring(render(app, body), create_parent=True).text_content()
    assert words == "GrowTechnologyFinanceFunded"


def test_the_theme_is_what_the_cookie_says_and_nothing_else(app: Flask) -> None:
    client = app.test_client()
    assert 'data-theme="auto"' in client.get("/sign-in").text
    client.set_cookie("theme", "dark")
    assert 'data-theme="dark" data-bs-theme="dark"' in client.get("/sign-in").text
    client.set_cookie("theme", '"><script>')
    assert 'data-theme="auto"' in client.get("/sign-in").text


def test_numbers_are_written_by_the_filters(app: Flask, settings: Settings) -> None:
    with app.test_request_context():
        text = render_template_string('{{ 1840000000 | money("EUR") }} {{ 0.45 | percent }} {{ none | points }}')
    assert text == "18.4\u00a0M€ 45\u00a0% –"


def test_every_template_can_be_compiled(app: Flask) -> None:
    names = app.jinja_env.list_templates(extensions=["html"])
    assert names and all(app.jinja_env.get_template(name) for name in names)
