"""The fixed columns of each sheet: field, header, what its cells are, what it means, an example."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    KEY = "key"
    MONEY = "money"
    NUMBER = "number"
    SCORE = "score"
    SHARE = "share"
    WHOLE = "whole number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes or no"
    WORDS = "words, comma between"

    @property
    def is_number(self) -> bool:
        """Whether a cell is an amount, a number or a share."""
        return self in (CellKind.MONEY, CellKind.NUMBER, CellKind.SCORE, CellKind.SHARE)


@dataclass(frozen=True)
class Column:
    """A column that a sheet may have: `field` is its name inside, `header` the one in files."""

    field: str
    header: str
    kind: CellKind
    help: str
    choices: tuple[str, ...] = ()
    example: str = ""
    in_template: bool = True


_T, _K, _M, _N = CellKind.TEXT, CellKind.KEY, CellKind.MONEY, CellKind.NUMBER
_SHARE, _DATE, _CHOICE, _WORDS, _YES = CellKind.SHARE, CellKind.DATE, CellKind.CHOICE, CellKind.WORDS, CellKind.YES_NO
_LENSES = ("business", "technology")

ROUND = (
    Column("key", "key", _K, "Short name of the round, in its address.", example="fy2027"),
    Column("name", "name", _T, "Name of the round as people say it.", example="Planning round FY2027"),
    Column("description", "description", _T, "What this round decides.", example="What we fund next year"),
    Column("currency", "currency", _T, "ISO code of the currency of all amounts.", example="EUR"),
    Column(
        "money_unit",
        "money unit",
        _CHOICE,
        "What amounts in these sheets are given in.",
        ("1", "1000", "1000000"),
        "1000",
    ),
    Column("first_year", "first year", CellKind.WHOLE, "First fiscal year.", example="2027"),
    Column("last_year", "last year", CellKind.WHOLE, "Last fiscal year, the horizon of value.", example="2029"),
    Column("discount_rate", "discount rate", _SHARE, "Yearly rate, as 8 % or 0.08.", example="0.08"),
    Column(
        "convention",
        "convention",
        _CHOICE,
        "Whether cash falls at the end or the middle of a year.",
        ("end", "mid"),
        "end",
    ),
    Column(
        "basis",
        "basis",
        _CHOICE,
        "Whether amounts are at the prices of their year or at today's.",
        ("nominal", "real"),
        "nominal",
    ),
)
CRITERIA = (
    Column("key", "key", _K, "Short name; columns “score …” use it.", example="CUS"),
    Column("name", "name", _T, "What is better, in words.", example="Customer gets it done"),
    Column("lens", "lens", _CHOICE, "The side that knows it best.", _LENSES, "business"),
    Column("anchor_0", "anchor 0", _T, "What a score of 0 means: today's level.", example="as today"),
    Column(
        "anchor_100",
        "anchor 100",
        _T,
        "What 100 means, on the whole company at the horizon's end.",
        example="100,000 more households a year settle their matter first time",
    ),
    Column("description", "description", _T, "Anything else a scorer must know."),
)
RESOURCES = (
    Column("key", "key", _K, "Short name; columns such as “capex 2027” use it.", example="capex"),
    Column("name", "name", _T, "Name as people say it.", example="Capex"),
    Column(
        "kind",
        "kind",
        _CHOICE,
        "What it is a kind of; the first three are money.",
        ("capex", "opex", "commitment", "people", "other"),
        "capex",
    ),
    Column("unit", "unit", _T, "Unit of what is not money: months, servers.", example="months"),
    Column("digits", "digits", CellKind.WHOLE, "Decimals of what is not money.", example="1"),
    Column("per_year", "per year", _YES, "Whether it is counted year by year.", ("yes", "no"), "yes"),
    Column("limit", "limit", _M, "The most of a resource that is not yearly; empty = not limited."),
)
BASELINE = (
    Column("kind", "kind", _CHOICE, "Opex in money, or people.", ("opex", "people"), "opex"),
    Column("label", "label", _T, "What it is for, or which role.", example="Running today's applications"),
    Column("amount", "amount", _M, "Amount of every year, unless the years have their own columns.", example="31000"),
    Column("free", "free", _N, "Of the people: how many are free for change.", example="18"),
)
INITIATIVES = (
    Column(
        "key",
        "key",
        _K,
        "Short name that stays the same; a second import finds the initiative by it.",
        example="EXAMPLE-1",
    ),
    Column("title", "title", _T, "Title as people say it.", example="An example: delete this line"),
    Column(
        "change",
        "change",
        _CHOICE,
        "Keeps the established order, extends it, or replaces it.",
        ("run", "grow", "transform"),
        "grow",
    ),
    Column("tags", "tags", _WORDS, "Words that group, with commas between.", example="customer, platform"),
    Column(
        "stage",
        "stage",
        _CHOICE,
        "Closed ones are kept but never chosen.",
        ("candidate", "under way", "closed"),
        "candidate",
    ),
    Column("description", "description", _T, "What would be done.", example="What it is, in two sentences"),
    Column("problem", "problem", _T, "What is wrong today, and for whom."),
    Column("promise", "promise", _T, "What will measurably be different.", example="Calls about bills fall by a third"),
    Column("evidence_note", "evidence note", _T, "What the promise rests on."),
    Column("evidence_strength", "evidence strength", _SHARE, "0 = a mere claim, 1 = proven.", example="0.6"),
    Column("spent_so_far", "spent so far", _M, "Shown, never decides."),
    Column("approved_cost", "approved cost", _M, "What was approved at the start of work under way."),
    Column("approved_on", "approved on", _DATE, "Day of that approval."),
    Column("approved_promise", "approved promise", _T, "What was promised then."),
    Column(
        "business_owner", "business owner", _T, "Role that answers for the effect.", example="Head of customer care"
    ),
    Column(
        "technology_owner", "technology owner", _T, "Role that answers for delivery.", example="Head of applications"
    ),
)
OPTIONS = (
    Column("key", "initiative", _K, "Key of the initiative.", example="EXAMPLE-1"),
    Column("option", "option", _K, "Key of the option; “status_quo” is not doing it.", example="do"),
    Column("option_title", "title", _T, "Name of the option.", example="Full"),
    Column("option_description", "description", _T, "What this way of doing it contains."),
)
OPTION_PARTS = (
    Column(
        "option",
        "option",
        _K,
        "Which option the line's costs and scores belong to; empty = its only one.",
        in_template=False,
    ),
    Column("option_title", "option title", _T, "Name of that option.", in_template=False),
    Column(
        "probability", "probability", _SHARE, "Chance of success; a failed option leaves the status quo.", example="0.8"
    ),
    Column("run_cost_tail", "run cost tail", _M, "Run cost a year after the last year."),
    Column(
        "total",
        "total",
        _M,
        "All cost in one number: the stated shares spread it over years and kinds.",
        in_template=False,
    ),
)
RULES = (
    Column("key", "key", _K, "Short name of the rule.", example="EXAMPLE-LAW"),
    Column(
        "type",
        "type",
        _CHOICE,
        "What kind of rule it is.",
        ("must", "never", "requires", "excludes", "count", "share"),
        "must",
    ),
    Column("initiative", "initiative", _K, "Of must, never and requires: the initiative.", example="EXAMPLE-1"),
    Column("option", "option", _K, "Only this option of it; empty = any."),
    Column("needs", "needs", _K, "Of requires: the initiative that must be in as well."),
    Column("needs_options", "needs options", _WORDS, "Only these options of it; empty = any."),
    Column("initiatives", "initiatives", _WORDS, "Of excludes and count: the initiatives."),
    Column("tag", "tag", _T, "Of count and share: all initiatives with this tag."),
    Column("at_least", "at least", _N, "Count, or share from 0 to 1."),
    Column("at_most", "at most", _N, "Count, or share from 0 to 1."),
    Column("of", "of", _WORDS, "Of share: the resources whose spend is meant, as “capex, opex”."),
    Column("reason", "reason", _T, "Why, in a sentence."),
    Column(
        "kind",
        "kind",
        _CHOICE,
        "Of must: whose claim it is.",
        ("law", "contract", "end of support", "security finding", "executive wish"),
        "law",
    ),
    Column("claimant", "claimant", _T, "Role that claims it."),
    Column("evidence", "evidence", _T, "What proves the claim."),
    Column("deadline", "deadline", _DATE, "By when.", example="2028-12-31"),
)
WEIGHTS = (
    Column("profile", "profile", _T, "Whose weights.", example="Room"),
    Column("lens", "lens", _CHOICE, "Side of the stakeholder; empty for the room.", _LENSES),
    Column("room", "room", _YES, "Whether these are the weights that the round uses.", ("yes", "no"), "yes"),
)
IDEAS = (
    Column("line", "line", _T, "The idea in one line.", example="Let customers move their own appointments"),
    Column("proposed_by", "proposed by", _T, "Role that had it.", example="Service desk"),
    Column("status", "status", _CHOICE, "Where it stands.", ("open", "adopted", "declined"), "open"),
    Column("reason_kind", "reason kind", _T, "Why it was declined, in a word."),
    Column("reason", "reason", _T, "Why it was declined, in a sentence."),
)
