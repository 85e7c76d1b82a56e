"""Which field of our format each column of a file is likely to be: by its name, then by whether its cells agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from portfolio.domain.rounds import ResourceKind, Round
from portfolio.domain.sheets import SheetKind, columns_for
from portfolio.imports.header_units import split_unit
from portfolio.imports.money_columns import counted_twice, without_span, years_of_spans
from portfolio.imports.synonyms import synonyms
from portfolio.imports.words import plain, word_list

NOTE, IGNORE = "note", "ignore"
"""Targets that are no field: kept as a note of the initiative, or not imported."""

_KIND_WORDS = {
    ResourceKind.CAPEX: {"capex", "capital", "capitalised", "investition", "investitionen", "invest", "investissement"},
    ResourceKind.OPEX: {
        "opex",
        "operating",
        "operational",
        "betrieb",
        "betriebskosten",
        "exploitation",
        "fonctionnement",
    },
}
_TOTAL_NAMES = ("total", "budget", "cost", "costs", "gesamt", "overall")
_NEEDED = {
    SheetKind.RULES: ("type",),
    SheetKind.IDEAS: ("line",),
    SheetKind.WEIGHTS: ("profile",),
    SheetKind.OPTIONS: ("key", "option"),
    SheetKind.CRITERIA: ("key", "name", "anchor_100"),
    SheetKind.RESOURCES: ("key", "kind"),
    SheetKind.BASELINE: ("kind", "label"),
    SheetKind.ROUND: ("key", "currency"),
}

Ranked = tuple[int, str]
"""(rank of the name, 0 = our own header; field)."""


def kind_by_name(name: str) -> SheetKind | None:
    """The kind that a sheet's name says, in singular or plural."""
    word = plain(name)
    return next((k for k in SheetKind if word in (plain(k), plain(k).rstrip("s"), plain(k) + "s")), None)


def kind_by_headers(headers: Sequence[str], frame: Round) -> SheetKind | None:
    """The kind whose own headers the columns bear, candidates in doubt; None where nothing is known."""
    known = {plain(h) for h in headers}
    best, best_share = None, 0.0
    for kind, needed in _NEEDED.items():
        own = {c.field: plain(c.header) for c in columns_for(kind, frame)}
        if all(own[f] in known for f in needed):
            share = len(known & set(own.values())) / len(known)
            if share > best_share:
                best, best_share = kind, share
    candidates = sum(bool(ranked(SheetKind.INITIATIVES, h, frame)) for h in headers) / max(len(headers), 1)
    if best and best_share > 0.6 and best_share >= candidates - 0.2:
        return best
    return SheetKind.INITIATIVES if candidates else None


def known_names(frame: Round) -> Callable[[str], bool]:
    """Whether a text is the name of a column of any sheet."""
    names = {name for kind in SheetKind for name in _names(kind, frame)}

    @lru_cache(maxsize=2000)
    def is_known(text: str) -> bool:
        return bool(text) and (plain(text) in names or plain(split_unit(text).name) in names)

    return is_known


@lru_cache(maxsize=64)
def _table(kind: SheetKind, columns: tuple[tuple[str, str], ...]) -> dict[str, Ranked]:
    table: dict[str, Ranked] = {}
    names = synonyms(kind)
    for field, header in columns:
        for rank, name in enumerate((header, *names.get(field, ()))):
            table.setdefault(plain(name), (rank, field))
    # A field's own header wins over another field's synonym.
    table.update({plain(header): (0, field) for field, header in reversed(columns)})
    return table


def _names(kind: SheetKind, frame: Round) -> dict[str, Ranked]:
    columns = tuple((c.field, c.header) for c in columns_for(kind, frame))
    if kind is SheetKind.INITIATIVES:
        columns += tuple((f"score {c.key}", c.name) for c in frame.criteria)
        columns += tuple((f"score {c.key}", c.key) for c in frame.criteria)
    elif kind is SheetKind.WEIGHTS:
        columns += tuple((f"points {c.key}", c.name) for c in frame.criteria)
    return _table(kind, columns)


def ranked(kind: SheetKind, header: str, frame: Round) -> Ranked | None:
    """The field that a header names and how likely, or None."""
    names = _names(kind, frame)
    found = names.get(plain(header)) or names.get(plain(split_unit(header).name))
    if found or kind not in (SheetKind.INITIATIVES, SheetKind.OPTIONS):
        return found
    return _score(header, frame) or _use(header, frame) or _by_words(header)


def _score(header: str, frame: Round) -> Ranked | None:
    for criterion in frame.criteria:
        for name in (criterion.key, criterion.name):
            if plain(header) in (f"score{plain(name)}", f"{plain(name)}score"):
                return 0, f"score {criterion.key}"
    return None


def _use(header: str, frame: Round) -> Ranked | None:
    """`Capital FY27`, `opex 2028`: a resource and a year of the round; a span such as 2027/28 stays undecided."""
    words = word_list(split_unit(header).name)
    years = _years(words)
    if len(years) > 1 or any(w.isdigit() and int(w) % 100 not in {y % 100 for y in years} for w in words):
        return None
    named = [r for r in frame.resources if _names_resource(words, r.key, r.name, r.kind)]
    if len(named) != 1:
        return None
    resource = named[0]
    if not resource.per_year:
        return (0, f"use {resource.key}") if not years else None
    if not years:
        return (1, f"total {resource.key}") if resource.kind.is_spend and _is_total(words) else None
    return (0, f"use {resource.key} {years[0]}") if years[0] in frame.years else None


def _years(words: list[str]) -> list[int]:
    full = [int(w) for w in words if re.fullmatch(r"20\d\d", w)]
    short = [2000 + int(b) for a, b in pairwise(words) if a == "fy" and re.fullmatch(r"\d\d", b)]
    return full or short


def _names_resource(words: list[str], key: str, name: str, kind: ResourceKind) -> bool:
    given = set(words)
    return set(word_list(key)) <= given or set(word_list(name)) <= given or bool(given & _KIND_WORDS.get(kind, set()))


def _is_total(words: list[str]) -> bool:
    return len(words) <= 2 or any(w in _TOTAL_NAMES for w in words)


_WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    # field, any of these, any of these as well, none of these
    ("title", ("project", "programme", "program", "initiative", "investment"), ("name", "title"),
     ("agency", "department", "manager", "id", "parent", "previous", "former", "owner", "sponsor")),
    ("key", ("project", "programme", "program", "initiative", "investment", "unique"),
     ("id", "identifier", "code", "key"),
     ("agency", "department", "parent", "portfolio", "bureau", "name", "title", "type")),
    ("description", ("description", "beschreibung"), ("project", "programme", "program", "initiative", "investment",
                                                      "projekt", "brief", "short"), ("status", "risk", "benefit")),
    ("total", ("total", "life", "lifecycle", "overall", "gesamt"), ("cost", "costs", "budget", "spending", "kosten"),
     ("date", "variance", "benefit", "benefits", "rating", "previous", "prior", "change", "narrative", "commentary",
      "original", "actual", "spent", "reason", "digital")),
)  # fmt: skip


def _by_words(header: str) -> Ranked | None:
    words = set(word_list(header))
    years = _years(word_list(header))
    for field, one, other, none in _WORDS:
        if field == "total" and years:  # what one year costs is not what all of it costs
            continue
        if words & set(one) and words & set(other) and not words & set(none):
            return 60 + len(words), field
    return None


def propose(kind: SheetKind, headers: Sequence[str], frame: Round, fits: Callable[[int, str], bool]) -> tuple[str, ...]:
    """A target for every column, each field once; `fits` says whether the cells of a column agree with a field.

    What is left is kept as notes where there are notes to keep, else not imported."""
    rest = NOTE if kind is SheetKind.INITIATIVES else IGNORE
    targets = [rest] * len(headers)
    taken: set[str] = set()
    for _, index, field in sorted(_offers(kind, headers, frame)):
        if field not in taken and targets[index] == rest and fits(index, field):
            targets[index] = field
            taken.add(field)
    while kind in (SheetKind.INITIATIVES, SheetKind.OPTIONS) and (twice := counted_twice(targets, frame)):
        targets[twice[0]] = rest
    return tuple(
        NOTE if t == IGNORE and is_note(h) and _keeps_notes(kind) else t for t, h in zip(targets, headers, strict=True)
    )


def _offers(kind: SheetKind, headers: Sequence[str], frame: Round) -> Iterable[tuple[int, int, str]]:
    spans = years_of_spans(headers, frame) if kind in (SheetKind.INITIATIVES, SheetKind.OPTIONS) else {}
    for index, header in enumerate(headers):
        found = None if is_note(header) else ranked(kind, header, frame)
        if found is None and index in spans and not is_note(header):
            found = _use(f"{without_span(header)} {spans[index]}", frame)
        if found:
            yield found[0], index, found[1]


def _keeps_notes(kind: SheetKind) -> bool:
    return kind is SheetKind.INITIATIVES


def is_note(header: str) -> bool:
    """Whether a header says itself that its column is a note: `note: Supplier`."""
    return bool(re.match(r"notes?\s*:", header, re.IGNORECASE))


def note_name(header: str) -> str:
    """The name of the note that a column becomes."""
    return re.sub(r"^notes?\s*:\s*", "", header, flags=re.IGNORECASE)
