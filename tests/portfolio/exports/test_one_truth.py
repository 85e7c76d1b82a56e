"""One truth: the page, the slides and the sheets of the demo round show the same numbers, read from the files."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from flask import Flask
from openpyxl.workbook import Workbook
from pptx.presentation import Presentation
from sqlalchemy.orm import Session

from portfolio.app import create_app
from portfolio.settings import Settings
from tests import people, rows

ADDRESS = "/rounds/fy2027/proposal"


def plain(text: str) -> str:
    """Text with ordinary spaces and no markup."""
    bare = unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"\s+", " ", bare.replace("\u202f", " ").replace("\xa0", " ")).strip()


@dataclass(frozen=True)
class Shown:
    """What people see of one proposal: the page's HTML, the deck, the workbook with its kept values."""

    page: str
    deck: Presentation
    book: Workbook

    def picked(self, part: str) -> dict[str, list[str]]:
        """Title to the numbers beside it in the page's list `funded` or `left-out`."""
        listed = self.page.split(f'id="{part}"', 1)[1].split("</ol>", 1)[0]
        return {
            plain(re.findall(r'class="pick-title"[^>]*>(.*?)</', item)[0]): [
                plain(n) for n in re.findall(r"<dd[^>]*>(.*?)</dd>", item)
            ]
            for item in listed.split("<li class=")[1:]
        }

    def slide(self, start: str) -> Any:
        """The slide whose title starts so."""
        return next(s for s in self.deck.slides if plain(s.shapes.title.text_frame.text).startswith(start))

    def table_rows(self, head: str) -> list[list[str]]:
        """The rows of all tables whose first column has that head."""
        tables = [s.table for slide in self.deck.slides for s in slide.shapes if s.has_table]
        return [
            [plain(c.text.split("\n")[0]) for c in row.cells]
            for table in tables
            if plain(table.cell(0, 0).text) == head
            for row in list(table.rows)[1:]
        ]

    def sheet_rows(self, name: str) -> list[tuple[Any, ...]]:
        """The rows of a sheet below its heads."""
        return [r for r in self.book[name].iter_rows(min_row=5, values_only=True) if r[0] is not None]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Iterator[Shown]:
    """The demo round's proposal as its three faces show it."""
    app = _demo_site(tmp_path_factory.mktemp("truth"), demo_file)
    client = app.test_client()
    with Session(app.extensions["remit.engine"]) as session:
        user = rows.user(session, email="owner@example.org", is_admin=True)
        session.commit()
        people.sign_in(client, user.email)
    page = client.get(f"{ADDRESS}/?explain=all").get_data(as_text=True)
    deck = pptx.Presentation(io.BytesIO(client.get(f"{ADDRESS}/board.pptx").data))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}/board.xlsx").data), data_only=True)
    yield Shown(page, deck, book)
    app.extensions["remit.engine"].dispose()


def _demo_site(folder: Path, demo_file: Path) -> Flask:
    shutil.copy(demo_file, folder / "remit.sqlite3")
    return create_app(Settings.from_environment({"REMIT_INSTANCE": str(folder), "SECRET_KEY": "x" * 40}))


def millions(text: str) -> float:
    """`11.0 M€` or `850 k€` as millions."""
    number, unit = text.split(" ")
    return float(number.replace(",", "")) / (1000 if unit.startswith("k") else 1)


def test_the_opening_sentence_is_the_same(shown: Shown) -> None:
    sentence = plain(re.findall(r'id="headline"[^>]*>(.*?)</p>', shown.page, re.S)[0])
    assert plain(shown.deck.slides[0].placeholders[10].text_frame.text) == sentence
    assert plain(shown.book["Summary"]["A2"].value) == sentence


def test_the_price_of_insisting_is_the_same_sentence(shown: Shown) -> None:
    line = plain(re.findall(r'class="price-line"[^>]*>(.*?)</p>', shown.page, re.S)[0])
    decision = plain(shown.deck.slides[1].placeholders[14].text_frame.text)
    sheet = [plain(str(r[0])) for r in shown.book["Summary"].iter_rows(values_only=True) if r[0]]
    assert line in decision
    assert line in sheet


def test_the_same_initiatives_are_funded_for_the_same_cost_points_and_chance(shown: Shown) -> None:
    page = shown.picked("funded")
    deck = {r[0]: r[2:5] for r in shown.table_rows("Initiative and option") if not r[0].startswith("Sum")}
    sheet = {r[2]: r for r in shown.sheet_rows("List") if r[0] == "Funded"}
    assert set(page) == set(deck) == set(sheet)
    assert len(page) == 23
    for title, (cost, points, chance) in page.items():
        assert deck[title][1:] == [points, chance]
        assert float(deck[title][0]) == pytest.approx(millions(cost), abs=0.0501)
        assert sheet[title][6] / 1000 == pytest.approx(millions(cost), abs=0.0501)
        assert f"{sheet[title][8]:.1f}" == points or sheet[title][8] == pytest.approx(float(points), abs=0.0501)
        assert round(sheet[title][9] * 100) == int(chance.split(" ")[0])


def test_the_same_initiatives_are_left_out_and_as_far_away(shown: Shown) -> None:
    page = shown.picked("left-out")
    deck = {r[0]: r[3] for r in shown.table_rows("Initiative and best option")}
    sheet = {r[2]: r[12] for r in shown.sheet_rows("List") if r[0] == "Left out"}
    assert set(page) == set(deck) == set(sheet)
    for title, (_, gap) in page.items():
        assert deck[title] == gap
        assert sheet[title] == pytest.approx(float(gap), abs=0.0501)


def test_spend_by_year_is_the_same_in_chart_table_and_sheet(shown: Shown) -> None:
    sheet = {f"{r[0]} {r[1]}".strip(): r for r in shown.sheet_rows("Spend")}
    chart = next(s.chart for s in shown.slide("Opex FY2028").shapes if s.has_chart)
    groups = [f"{kind} {year}" for kind, year in chart.plots[0].categories.flattened_labels]
    limits, used = (dict(zip(groups, s.values, strict=True)) for s in chart.plots[0].series)
    for name in groups:
        assert sheet[name][4] == pytest.approx(used[name] * 1000)
        assert sheet[name][5] == pytest.approx(limits[name] * 1000)
    page = plain(shown.page)
    for name, spent, left, *_ in shown.table_rows("Resource and year"):
        row = sheet.get(name) or sheet[f"{name} None"]
        unit = 1000 if "M€" in spent else 1
        assert row[4] / unit == pytest.approx(float(spent.split(" ")[0].replace(",", "")), abs=0.0501)
        assert spent in page, name
        assert f"{left} left" in page or row[8] == "binds", name


def test_weights_are_the_same_shares(shown: Shown) -> None:
    deck = {r[0]: r[1] for r in shown.table_rows("Criterion")}
    sheet = {r[1]: f"{r[4] * 100:.0f} %" for r in shown.sheet_rows("Weights")}
    assert deck == sheet
    assert sum(int(v.split(" ")[0]) for v in deck.values()) == 100


def test_mandates_cost_the_same(shown: Shown) -> None:
    deck = {r[0]: r[3] for r in shown.table_rows("Mandate")}
    sheet = {str(r[1]).split(": ")[0]: r[2] for r in shown.sheet_rows("Prices") if str(r[0]).startswith("Without")}
    assert {t: float(p) for t, p in deck.items()} == pytest.approx(sheet, abs=0.0501)
    prices = re.findall(r'price-title">(.*?)</p>\s*<p class="price-number">(.*?)</p>', shown.page, re.S)
    page = {plain(t.split("<span")[0]): plain(n) for t, n in prices}
    for title, price in deck.items():
        assert page[title].startswith(price) or (price == "0.0" and page[title].startswith("costs nothing"))


def test_the_question_has_the_same_fingerprint(shown: Shown) -> None:
    page = re.findall(r"<code>([0-9a-f]{8})", shown.page)[0]
    footer = next(p for p in shown.deck.slides[3].placeholders if p.placeholder_format.idx == 32)
    assert f"Fingerprint {page}" in footer.text_frame.text
    assert next(str(r[1]) for r in shown.sheet_rows("Proof") if r[0] == "Fingerprint of the question").startswith(page)
