"""Whose weights fund what: one best portfolio for each of the nine people of the demo round."""

from __future__ import annotations

import pytest

from tests.seeds.asking import Demo

ALWAYS = {
    "ERP", "BILL", "INT", "SELF", "CIAM", "PAM", "EINV", "CRA", "ESG", "WORK", "DCX", "FSM", "PARTS", "CALL",
}  # fmt: skip
NEVER = {"MDM", "LAKE", "EAR", "DCR", "VOC", "HAAS", "BOT", "CRM", "WEB"}
OPEN = {
    "SCV": 8, "OT": 8, "INST": 8, "NET": 6, "KNOW": 6, "QUOTE": 6, "IOT": 5, "REL": 4, "MOB": 2, "SOC": 1, "EXIT": 1,
}  # fmt: skip


def _counts(demo: Demo, beyond_limited: bool) -> dict[str, int]:
    people = [p.name for p in demo.round.profiles if not p.is_room]
    portfolios = [demo.best(demo.scenario(weights=name, beyond_limited=beyond_limited)).keys for name in people]
    return {i.key: sum(i.key in keys for keys in portfolios) for i in demo.round.initiatives}


@pytest.mark.parametrize(
    ("beyond_limited", "plant", "backup"),
    # Without the limit after FY2029 the plant system is in for all nine and backup for seven; with it, eight each.
    [(True, 8, 8), (False, 9, 7)],
)
def test_nine_people_agree_on_most_and_quarrel_about_a_dozen(
    demo: Demo, beyond_limited: bool, plant: int, backup: int
) -> None:
    counts = _counts(demo, beyond_limited)
    assert counts == dict.fromkeys(ALWAYS, 9) | dict.fromkeys(NEVER, 0) | OPEN | {"MES": plant, "BACK": backup}


def test_nobody_funds_clean_master_data_so_nobody_gets_the_full_customer_view(demo: Demo) -> None:
    people = [p.name for p in demo.round.profiles if not p.is_room]
    views = {demo.best(demo.scenario(weights=name)).options.get("SCV") for name in people}
    assert views == {"readonly", None}
