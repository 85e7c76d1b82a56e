"""Forms of the import: the file, a new round made from one, and how the file is to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wtforms import FileField, Form, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portfolio.forms.choices import choices

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.zip"
_FILE_HELP = "CSV, XLSX, XLS, ODS, or a zip of CSV files."


class UploadForm(Form):
    """A file for a round that is there."""

    file = FileField(
        "File", [InputRequired("Choose a file first.")], description=_FILE_HELP, render_kw={"accept": ACCEPTED}
    )


class NewRoundForm(Form):
    """A file that a new round is made of; what its sheet “round” says may be left empty here."""

    file = FileField(
        "File", [InputRequired("Choose a file first.")], description=_FILE_HELP, render_kw={"accept": ACCEPTED}
    )
    name = StringField("Name of the round", [Length(max=200)], description="As people say it: Planning round FY2027.")
    currency = StringField(
        "Currency", [Length(max=3)], description="Its code of three letters: EUR, AUD.", render_kw={"maxlength": 3}
    )
    first_year = IntegerField("First fiscal year", [Optional(), NumberRange(1990, 2100)])
    last_year = IntegerField("Last fiscal year", [Optional(), NumberRange(1990, 2100)])
    money_unit = SelectField(
        "Amounts are shown and entered in",
        default="",
        choices=choices(
            [
                ("", "thousands, unless the file says"),
                ("1000000", "millions"),
                ("1000", "thousands"),
                ("1", "single units"),
            ]
        ),
        description="Of every page of the round. In which unit the file is, is found and asked next.",
    )

    def fields(self) -> dict[str, Any]:
        """What was filled in."""
        given = {
            "name": (self.name.data or "").strip(),
            "currency": (self.currency.data or "").strip().upper(),
            "first_year": self.first_year.data,
            "last_year": self.last_year.data,
            "money_unit": int(self.money_unit.data or 0),
        }
        return {name: value for name, value in given.items() if value}


_SHEET_FIELD = re.compile(r"s(\d+)-(kind|line|decimal|shown_kind|shown_line)")
_COLUMN_FIELD = re.compile(r"s(\d+)-(target|unit)-(\d+)")
_WORD_FIELD = re.compile(r"s(\d+)-word-(\d+)-(\d+)")
_SHARE_FIELD = re.compile(r"s(\d+)-share-(.+)-(\d+)")


def reading_fields(data: Mapping[str, str]) -> dict[str, Any]:
    """What was chosen on the page, its flat field names taken apart; sheets, columns and words by their number.

    `s0-target-3` is the target of the fourth column of the first sheet, `s0-word-3-0` the meaning of its first word,
    `s0-share-capex-2027` the points of a total that go there."""
    sheets: dict[int, dict[str, Any]] = {}
    for name, value in data.items():
        if match := _SHEET_FIELD.fullmatch(name):
            _sheet(sheets, match[1])[match[2]] = value
        elif match := _COLUMN_FIELD.fullmatch(name):
            _sheet(sheets, match[1])[f"{match[2]}s"][int(match[3])] = value
        elif match := _WORD_FIELD.fullmatch(name):
            _sheet(sheets, match[1])["words"].setdefault(int(match[2]), {})[int(match[3])] = value.strip()
        elif (match := _SHARE_FIELD.fullmatch(name)) and value.strip():
            _sheet(sheets, match[1])["shares"][(match[2], int(match[3]))] = value.strip()
    return {
        "encoding": data.get("encoding", ""),
        "delimiter": {"tab": "\t"}.get(data.get("delimiter", ""), data.get("delimiter", "")),
        "blank_clears": "blank_clears" in data,
        "without_bad_cells": "without_bad_cells" in data,
        "sheets": sheets,
    }


def _sheet(sheets: dict[int, dict[str, Any]], number: str) -> dict[str, Any]:
    return sheets.setdefault(int(number), {"targets": {}, "units": {}, "words": {}, "shares": {}})
