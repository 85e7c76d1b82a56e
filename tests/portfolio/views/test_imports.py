"""The import pages as people use them: file, how to read it, rows, apply."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portfolio.persistence import models as m
from tests.pages import text
from tests.people import csrf_token
from tests.portfolio.imports.ugly import packed, workbook

PAGE = "/rounds/fy2027/import/"
REGISTER = (
    "Agency,Project name,Rating,Status,Total budget (millions)\r\n"
    'Treasury,"Größe\r\nund Form",High,Active,12.4\r\n'
    "Health,Beta,Medium-High,Closed,NFP\r\n"
    "Health,Gamma,,Paused,10-15m\r\n"
).encode("cp1252")


@pytest.fixture
def owner(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("owner")


def post(client: FlaskClient, address: str, **data: object) -> TestResponse:
    return client.post(address, data={**data, "csrf_token": csrf_token(client, PAGE)}, follow_redirects=True)


def upload(client: FlaskClient, content: bytes = REGISTER, name: str = "register.csv") -> TestResponse:
    return post(client, PAGE, file=(io.BytesIO(content), name))


def address_of(answer: TestResponse) -> str:
    return answer.request.path


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send of the reading form as it stands."""
    form = html.split('id="reading"', 1)[1].split("</form>", 1)[0]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<input class="form-control" name="([^"]+)"[^>]*? value="([^"]*)"', form))
    for name, options in re.findall(r'<select class="form-select" name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        found[name] = chosen[1] if chosen else ""
    return found


def test_a_file_is_shown_with_all_that_was_detected(owner: FlaskClient) -> None:
    answer = upload(owner)
    assert answer.status_code == 200 and "How to read it" in answer.text
    found = fields_of(answer.text)
    assert (found["encoding"], found["delimiter"]) == ("cp1252", ",")
    assert (found["s0-target-1"], found["s0-target-4"], found["s0-unit-4"]) == ("title", "total", "1000000")
    assert "Größe und Form" in answer.text and "2 new, 0 changed, 0 same, 1 faulty." in answer.text


def test_what_is_changed_is_kept_and_the_words_of_a_column_are_asked_for(owner: FlaskClient) -> None:
    here = upload(owner)
    fields = fields_of(here.text) | {"s0-target-2": "probability", "s0-share-capex-2027": "", "s0-share-opex-2028": "1"}
    again = post(owner, address_of(here), **fields)
    assert "What do the words in “Rating” stand for?" in again.text and "Opex FY2028" in again.text
    fields = fields_of(again.text)
    words = dict(re.findall(r'<label for="(s0-word-2-\d)">([\w-]+) ', again.text))
    high = next(name for name, word in words.items() if word == "High")
    rows = post(owner, address_of(here), **(fields | {high: "80 %", "step": "preview"}))
    assert rows.request.path.endswith("/rows") and "80" in rows.text


def digest(html: str) -> str:
    found = re.search(r'name="digest" value="(\w+)"', html)
    assert found
    return found[1]


def shown(html: str) -> list[str]:
    return re.findall(r'name="shown" value="([^"]+)"', html)


def test_ticked_rows_are_applied_and_the_file_is_forgotten(owner: FlaskClient, session: Session) -> None:
    rows = owner.get(address_of(upload(owner)) + "rows")
    every = shown(rows.text)
    assert len(every) == 2
    done = post(owner, rows.request.path, shown=every, tick=every[:1], go="apply", digest=digest(rows.text))
    assert "Imported: 1 new. Of the other rows, 1 left out, 1 faulty and not taken." in done.text
    keys = session.scalars(select(m.Initiative.key).order_by(m.Initiative.key)).all()
    assert keys == ["CRM", "grosse-und-form"] and not session.scalars(select(m.Upload)).all()


def test_ticks_are_kept_while_one_looks_at_other_rows(owner: FlaskClient) -> None:
    rows = owner.get(address_of(upload(owner)) + "rows")
    every = shown(rows.text)
    faulty = post(owner, rows.request.path, shown=every, tick=every[1:], go="kind-faulty")
    assert "kind=faulty" in str(faulty.request.query_string) and not shown(faulty.text)
    assert "Apply 1" in faulty.text
    assert "Apply 0" in post(owner, rows.request.path, go="none").text
    assert "Apply 2" in post(owner, rows.request.path, go="all").text


def test_a_round_that_changed_meanwhile_stops_the_import_and_loses_nothing(
    owner: FlaskClient, session: Session
) -> None:
    rows = owner.get(address_of(upload(owner, b"key,title\nCRM,New name\n", "a.csv")) + "rows")
    row = session.scalars(select(m.Initiative).where(m.Initiative.key == "CRM")).one()
    row.title, row.version = "Somebody was faster", row.version + 1
    session.commit()
    data = {"shown": shown(rows.text), "tick": shown(rows.text), "go": "apply", "digest": digest(rows.text)}
    stale = post(owner, rows.request.path, **data)
    assert (
        stale.status_code == 409 and "changed since this preview" in stale.text and "Somebody was faster" in stale.text
    )
    fresh = post(owner, rows.request.path, **{**data, "digest": digest(stale.text)})
    assert "Imported: 1 changed." in fresh.text


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"%PDF-1.4", "PDF"), (b"Title,Budget\n", "single row"),
     (packed({"a.csv": b"0" * 20_000_000}), "several hundred times"),
     (workbook({"Data": []}), "no filled cell")],
)  # fmt: skip
def test_a_bad_file_is_refused_on_the_page_with_its_reason(owner: FlaskClient, content: bytes, why: str) -> None:
    answer = upload(owner, content)
    assert answer.status_code == 422 and why in answer.text


def test_the_rows_say_what_was_noticed_and_what_scores_need(owner: FlaskClient, session: Session) -> None:
    for criterion in session.scalars(select(m.Criterion)):
        session.delete(criterion)
    session.commit()
    here = address_of(upload(owner, b"Title,Budget,score CUS\nA,NFP,1\nB,NFP,2\nC,3,4\n", "a.csv"))
    told = " ".join(owner.get(f"{here}rows").text.split())
    assert "2 cells noticed" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "column “Budget”: “NFP” says that there is no figure: left empty. <" in told
    assert "no criteria yet: “score CUS” cannot become scores" in told
    assert "Customer view</li>" in told and "<li>CRM" not in told


@pytest.mark.parametrize("address", [PAGE, "/rounds/new/import"])
def test_a_file_that_is_too_large_is_refused_in_the_form(app: Flask, owner: FlaskClient, address: str) -> None:
    token = csrf_token(owner, PAGE)
    app.config["MAX_CONTENT_LENGTH"] = 20_000
    sent = {"file": (io.BytesIO(b"x" * 30_000), "a.csv"), "csrf_token": token}
    answer = owner.post(address, data=sent)
    assert answer.status_code == 413
    assert "larger than the 50 MB that are read at once" in text(answer) and 'name="file"' in answer.text


def test_no_file_chosen_is_said(owner: FlaskClient) -> None:
    assert "Choose a file first." in post(owner, PAGE).text


def test_an_encoding_is_called_what_people_call_it(owner: FlaskClient) -> None:
    page = upload(owner).text
    for name, shown in (("cp1252", "Western European (Windows-1252)"), ("utf-8", "Unicode (UTF-8)")):
        assert re.search(rf'<option value="{name}"[^>]*>{re.escape(shown)}</option>', page)


def test_the_encoding_can_be_changed_and_a_wrong_one_is_explained(owner: FlaskClient) -> None:
    here = upload(owner)
    wrong = post(owner, address_of(here), **{**fields_of(here.text), "encoding": "utf-8"})
    assert "cannot be read as Unicode (UTF-8)" in wrong.text
    right = post(owner, address_of(here), **{**fields_of(wrong.text), "encoding": "cp850"})
    assert right.status_code == 200 and fields_of(right.text)["encoding"] == "cp850"
    assert "cannot be read as" not in right.text


def test_a_waiting_file_is_listed_and_can_be_forgotten(owner: FlaskClient, session: Session) -> None:
    here = address_of(upload(owner))
    assert "register.csv" in owner.get(PAGE).text
    assert "forgotten" in post(owner, f"{here}drop").text
    assert not session.scalars(select(m.Upload)).all() and owner.get(here).status_code == 404


def test_somebody_elses_file_is_not_found(owner: FlaskClient, client_of: Callable[[str], FlaskClient]) -> None:
    here = address_of(upload(owner))
    assert client_of("finance").get(here).status_code == 404


def test_the_template_of_the_round_can_be_downloaded_and_imported(owner: FlaskClient) -> None:
    template = owner.get(f"{PAGE}template.xlsx")
    assert "attachment" in template.headers["Content-Disposition"]
    answer = upload(owner, template.data, "template.xlsx")
    assert answer.status_code == 200 and "0 faulty." in answer.text


def test_a_round_is_made_straight_from_a_file(client_of: Callable[[str], FlaskClient], session: Session) -> None:
    owner = client_of("owner")
    new = "/rounds/new/import"
    assert "what the round is called" in post(owner, new, file=(io.BytesIO(REGISTER), "a.csv")).text
    told = {"name": "Next plan", "currency": "aud", "first_year": "2027", "last_year": "2028"}
    read = post(owner, new, file=(io.BytesIO(REGISTER), "a.csv"), **told)
    assert read.request.path.startswith("/rounds/next-plan/import/")
    folder = packed(
        {
            "round.csv": "key,name,currency,first year,last year\nr9,Ninth,EUR,2027,2028\n",
            "initiatives.csv": "key,title\nA,B\n",
        }
    )
    read = post(owner, new, file=(io.BytesIO(folder), "a.zip"))
    assert read.request.path.startswith("/rounds/r9/import/") and "1 new" in read.text
    assert "PDF" in post(owner, new, file=(io.BytesIO(b"%PDF-1.4"), "a.csv"), **told).text


def test_a_round_from_a_file_shows_money_in_the_unit_that_was_asked_for(
    client_of: Callable[[str], FlaskClient],
) -> None:
    told = {
        "name": "In millions",
        "currency": "AUD",
        "first_year": "2027",
        "last_year": "2028",
        "money_unit": "1000000",
    }
    list_ = b"Project name,Total budget (millions)\nPayroll,12.4\n"
    read = post(client_of("owner"), "/rounds/new/import", file=(io.BytesIO(list_), "a.csv"), **told)
    assert "12.4 M AUD" in " ".join(read.text.split()).replace("\N{NO-BREAK SPACE}", " ")


def test_more_rows_than_are_read_at_once_are_refused_in_the_form(owner: FlaskClient) -> None:
    assert "At most 50 MB and 20,000 rows." in text(owner.get(PAGE))
    lines = "".join(f"N{i},Title {i}\n" for i in range(100_000))
    answer = upload(owner, f"id,title\n{lines}".encode())
    assert answer.status_code == 422
    assert "The file has more than 20,000 rows. Split it, or leave out what is not needed." in text(answer)


def test_a_long_list_is_counted_as_people_write_numbers(owner: FlaskClient) -> None:
    lines = "".join(f"N{i},Title {i}\n" for i in range(1_200))
    answer = upload(owner, f"id,title\n{lines}".encode())
    assert "1,200 new, 0 changed, 0 same, 0 faulty." in text(owner.get(f"{address_of(answer)}rows"))
