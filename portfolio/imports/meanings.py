"""What a word stands for in a column with fixed choices: proposed from what registers commonly say, never silently."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.imports.words import plain

_STAGES = {
    "candidate": "candidate proposed proposal planned planning new approved pipeline idea notstarted concept "
    "initiation pending requested draft open geplant beantragt vorgeschlagen neu idee prevu propose planificado "
    "forecast discovery feasibility business case define identified yettostart future evaluation funded",
    "under way": "underway active aktiv actif activo inprogress indelivery delivery delivering ongoing started "
    "execution executing implementation implementing build development paused onhold suspended hold "
    "stalled inflight current laufend gestartet inumsetzung umsetzung encours enejecucion pausiert "
    "mobilise mobilisation transition pilot beta alpha live",
    "closed": "closed close complete completed cancelled canceled terminated delivered finished ended stopped "
    "withdrawn abandoned closing retired archived discontinued decommissioned done rejected beendet abgeschlossen "
    "gestoppt eingestellt abgebrochen termine acheve annule cerrado finalizado afgerond exit merged superseded",
}
_CHANGES = {
    "run": "run keep maintain maintenance sustain sustainment operate runthebusiness rtb keepthelightson mandatory "
    "compliance om steadystate betrieb erhalt lightson",
    "grow": "grow growth extend enhance enhancement growthebusiness gtb improve improvement expansion ausbau wachstum",
    "transform": "transform transformation replace modernise modernize modernisation modernization "
    "transformthebusiness ttb innovate innovation transformationell umbau erneuerung dme",
}
_YES = {"yes": "yes y true 1 x ja oui si wahr vrai room on", "no": "no n false 0 nein non falsch faux off"}
_LENSES = {"business": "business bus b fach fachseite customer metier", "technology": "technology tech t it technical"}
_KINDS = {
    "capex": "capex capital investment invest",
    "opex": "opex operating operatingcost",
    "commitment": "commitment beyond committed",
    "people": "people person staff fte capacity",
    "other": "other thing",
}
_BASES = {
    "own asset": "ownasset own asset own_asset capitalisable eigen",
    "SaaS configuration": "saasconfiguration saas cloud configuration",
    "internal labour": "internallabour internallabor internal labour labor eigenleistung",
}
_MANDATES = {
    "law": "law legal regulation regulatory statutory gesetz",
    "contract": "contract contractual vertrag",
    "end of support": "endofsupport eos endoflife eol supportends",
    "security finding": "securityfinding security audit auditfinding",
    "executive wish": "executivewish wish executive",
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "stage": _STAGES, "change": _CHANGES, "lens": _LENSES, "room": _YES, "per_year": _YES, "basis": _BASES,
}  # fmt: skip
_MANDATE_FIELD, _RESOURCE_FIELD = _MANDATES, _KINDS


def meaning(field: str, choices: tuple[str, ...], word: str) -> str:
    """The choice that a word stands for, empty where nobody can tell."""
    given = plain(word)
    exact = next((c for c in choices if plain(c) == given), "")
    if exact or not given:
        return exact
    table = _table(field, choices)
    return next((c for c in choices if given in table.get(c, "").split()), "")


def _table(field: str, choices: tuple[str, ...]) -> Mapping[str, str]:
    if "law" in choices:
        return _MANDATE_FIELD
    if "commitment" in choices:
        return _RESOURCE_FIELD
    name = "basis" if "own asset" in choices else field
    return TABLES.get(name, {}) if name != "basis" or "own asset" in choices else {}
