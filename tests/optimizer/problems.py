"""Random small problems in the file format, with every kind of rule, for laws that hold of all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

CRITERIA = ("a", "b")
RESOURCES = ("r", "s", "t")
TAGS = ("red", "blue")

scores = st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from([-3, 0.5, 1, 2, 3.3, 5, 8]), max_size=2)
uses = st.dictionaries(st.sampled_from(RESOURCES), st.sampled_from([-1, 0.1, 0.2, 0.3, 1, 2, 3.5]), max_size=3)
probability = st.sampled_from([1, 1, 0.5, 0.9])


def option(id: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"id": st.just(id), "scores": scores, "uses": uses, "probability": probability})


@st.composite
def initiative(draw: st.DrawFn, id: str) -> dict[str, Any]:
    names = [f"o{at}" for at in range(draw(st.integers(1, 2)))]
    made: dict[str, Any] = {"id": id, "options": [draw(option(name)) for name in names]}
    made["tags"] = draw(st.lists(st.sampled_from(TAGS), unique=True, max_size=2))
    if draw(st.booleans()):
        made["status_quo"] = {"scores": draw(scores), "uses": draw(uses)}
    return made


def several(ids: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)


@st.composite
def rule(draw: st.DrawFn, ids: list[str], tags: list[str], kinds: tuple[str, ...] | None = None) -> dict[str, Any]:
    one = st.sampled_from(ids)
    some = several(ids)
    listed = st.fixed_dictionaries({"initiatives": some})
    whom = draw(st.one_of(listed, st.fixed_dictionaries({"tag": st.sampled_from(tags)})) if tags else listed)
    of = draw(st.lists(st.sampled_from(RESOURCES), min_size=1, max_size=2, unique=True))
    part, number = st.sampled_from([0, 0.1, 0.3, 0.5, 0.8, 1]), st.integers(0, 2)
    made: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "must": st.fixed_dictionaries({"initiative": one}, optional={"option": st.just("o0")}),
        "never": st.fixed_dictionaries({"initiative": one}),
        "requires": st.fixed_dictionaries(
            {"initiative": one, "needs": one}, optional={"option": st.just("o0"), "needs_options": st.just(["o0"])}
        ),
        "excludes": st.just(whom),
        "count": st.one_of(
            st.fixed_dictionaries({"at_least": number}), st.fixed_dictionaries({"at_most": number})
        ).map(lambda bounds: {**whom, **bounds}),
        "risk": part.map(lambda share: {"of": of, "at_most": share}),
        "synergy": st.fixed_dictionaries(
            {"initiatives": some, "value": st.sampled_from([-2, 1.5, 4]), "saves": uses}
        ),
        "carry_over": st.sampled_from([("r", "s"), ("s", "t"), ("r", "t")]).flatmap(
            lambda pair: st.sampled_from([0.25, 0.5]).map(lambda on: {"from": pair[0], "to": pair[1], "share": on})
        ),
        "total": st.one_of(
            st.fixed_dictionaries({"criterion": st.sampled_from(CRITERIA), "at_least": st.sampled_from([-2, 1, 4])}),
            st.fixed_dictionaries({"resource": st.sampled_from(RESOURCES), "at_most": st.sampled_from([0.3, 2, 4])}),
        ),
    }  # fmt: skip
    if tags:
        made["share"] = st.one_of(
            st.fixed_dictionaries({"at_least": part}), st.fixed_dictionaries({"at_most": part})
        ).map(lambda bounds: {"tag": draw_tag, "of": of, **bounds})
        draw_tag = draw(st.sampled_from(tags))
    kind = draw(st.sampled_from([name for name in made if kinds is None or name in kinds]))
    return {"type": kind, **draw(made[kind])}


@st.composite
def problems(
    draw: st.DrawFn, most: int = 4, rules: int = 3, kinds: tuple[str, ...] | None = None, least: int = 1
) -> dict[str, Any]:
    """A problem of at most 3 ** `most` portfolios; carry-over only among limited resources, never too much of one."""
    ids = [f"i{at}" for at in range(draw(st.integers(least, most)))]
    initiatives = [draw(initiative(id)) for id in ids]
    tags = sorted({tag for made in initiatives for tag in made["tags"]})
    limits: dict[str, float | None] = {name: draw(st.sampled_from([0.3, 1, 2.5, 4, 6])) for name in RESOURCES}
    chosen = draw(st.lists(rule(ids, tags, kinds), max_size=rules))
    for name in RESOURCES:
        given = [made for made in chosen if made.get("from") == name]
        chosen = [made for made in chosen if made not in given[2:]]
    carried = {made[key] for made in chosen if made["type"] == "carry_over" for key in ("from", "to")}
    for name in RESOURCES:
        if name not in carried and draw(st.integers(0, 4)) == 0:
            limits[name] = None
    criteria = {"a": draw(st.sampled_from([1, 3, 0])), "b": draw(st.sampled_from([1, 2]))}
    return {"criteria": criteria, "resources": limits, "initiatives": initiatives, "rules": chosen}
