"""Forms as a browser sends them: everything that stands in the form of a page, with what somebody typed over it."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse


def form_data(page: str, action: str) -> dict[str, Any]:
    """The fields of the posting form with this action (its path), as they stand in the page."""
    tree = html.document_fromstring(page)
    forms = [f for f in tree.forms if f.method == "POST" and (f.action or "").split("?")[0] == action.split("?")[0]]
    assert forms, f"no form posts to {action}"
    data: dict[str, Any] = {}
    for name, value in forms[0].form_values():
        data[name] = [*_listed(data.get(name)), value] if name in data else value
    return data


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def submit(client: FlaskClient, address: str, action: str = "", **typed: Any) -> TestResponse:
    """Open the page at `address`, type, and post its form; None takes a field out of what is sent."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    data = {**form_data(answer.get_data(as_text=True), action or address), **typed}
    return client.post(action or address, data={k: v for k, v in data.items() if v is not None})


def resubmit(client: FlaskClient, answer: TestResponse, action: str, **typed: Any) -> TestResponse:
    """Post the form of a page that was answered already, such as a conflict."""
    data = {**form_data(answer.get_data(as_text=True), action), **typed}
    return client.post(action, data={k: v for k, v in data.items() if v is not None})


def text(answer: TestResponse) -> str:
    """What one reads on a page, in one line."""
    tree = html.document_fromstring(answer.get_data(as_text=True))
    main = tree.xpath("//main") or [tree]
    return " ".join(" ".join(main[0].itertext()).split())


def sides(answer: TestResponse, **chosen: str) -> dict[str, str]:
    """What the conflict page sends when a side (mine or theirs) is taken for each field, `_` standing for a space."""
    tree = html.document_fromstring(answer.get_data(as_text=True))
    paths = {e.get("value"): e.get("name") for e in tree.xpath("//input[starts-with(@name, 'conflict-path-')]")}
    names = {path: name.replace("path", "take") for path, name in paths.items()}
    return {names[path if path in names else path.replace("_", " ")]: side for path, side in chosen.items()}
