"""Rows beside what there is: new, changed, same or faulty."""

from __future__ import annotations

from decimal import Decimal

from portfolio.domain.patches import InitiativePatch, OptionPatch
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import Compared, RowKind, compare, merge
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file
from tests.portfolio.imports.ugly import FRAME, packed


def compared(text: str, name: str = "initiatives.csv") -> list[Compared]:
    return list(compare(read_draft(read_file(name, text.encode()), FRAME, Choices()), FRAME))


def test_each_row_says_what_would_become_of_it() -> None:
    rows = compared("key,title,score CUS\nERP,Complete the ERP,\nERP2,Another,5\nCRM,Other name,\nX,,\nY,Z,200\n")
    assert [r.kind for r in rows] == [RowKind.SAME, RowKind.NEW, RowKind.CHANGED, RowKind.FAULTY, RowKind.FAULTY]
    assert rows[2].changes == {"title": ("Replace the CRM", "Other name")}
    assert "−100 to 100" in rows[4].problems[0].text and "“score CUS”" in rows[4].problems[0].place


def test_an_option_is_new_although_its_initiative_is_there() -> None:
    rows = compared(
        "initiative,option,title,score CUS\nERP,hold,Hold,1\nERP,full,Full,1\nCRM,full,Full,\n", "options.csv"
    )
    assert [r.kind for r in rows] == [RowKind.NEW, RowKind.CHANGED, RowKind.SAME]


def test_a_fault_of_an_initiative_is_told_at_the_row_it_came_from() -> None:
    files = {
        "initiatives.csv": "key,title\nNEW-1,One\n",
        "options.csv": "initiative,option,probability,score CUS\nNEW-1,full,3 %,5\nNEW-1,half,50 %,500\n",
    }
    rows = compare(read_draft(read_file("a.zip", packed(files)), FRAME, Choices()), FRAME)
    assert [r.kind for r in rows] == [RowKind.NEW, RowKind.NEW, RowKind.FAULTY]


def test_settings_are_compared_field_by_field() -> None:
    files = {
        "criteria.csv": "key,name,lens\nCUS,Customer gets it done,\nCON,Continuity,technology\n",
        "resources.csv": "key,2027,2028\nopex,100,\n",
        "ideas.csv": "line\nKnown one\nNew one\n",
    }
    draft = read_draft(read_file("a.zip", packed(files)), FRAME, Choices())
    rows = {r.entry.key: r for r in compare(draft, FRAME, {"knownone"})}
    assert rows["CUS"].kind is RowKind.SAME
    assert rows["CON"].changes == {"lens": ("", "technology")}
    assert rows["opex"].changes == {"limit 2027": (None, 10_000_000)}
    assert (rows["knownone"].kind, rows["newone"].kind) == (RowKind.SAME, RowKind.NEW)


def test_patches_of_one_initiative_become_one() -> None:
    one = InitiativePatch(
        "A", {"title": "A", "notes": {"x": "1"}}, (OptionPatch("do", {"title": "Do"}, {"CUS": Decimal(1)}),)
    )
    two = InitiativePatch("A", {"title": "B", "notes": {"y": "2"}}, (OptionPatch("do", {}, {"CON": Decimal(2)}),))
    merged = merge([one, two])
    assert merged.fields == {"title": "B", "notes": {"x": "1", "y": "2"}}
    assert merged.options[0].scores == {"CUS": 1, "CON": 2} and merged.options[0].fields == {"title": "Do"}
