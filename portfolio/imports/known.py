"""Finding the initiative that a row means among those that are there: by key, else by title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from portfolio.domain.initiatives import STATUS_QUO, Initiative
from portfolio.imports.words import key_from, plain

DEFAULT_OPTION, DEFAULT_TITLE = "do", "Do it"
"""Key of the only option of an initiative that a file describes in one line."""


class Known:
    """The initiatives of the round, then those that earlier rows of the file bring."""

    def __init__(self, initiatives: Iterable[Initiative]) -> None:
        there = list(initiatives)
        self.by_key = {i.key: i for i in there}
        self._cases = {i.key.casefold(): i.key for i in there}
        titles = Counter(plain(i.title) for i in there)
        self._titles = {plain(i.title): i.key for i in there if titles[plain(i.title)] == 1}
        self.brought: dict[str, set[str]] = {}

    def find(self, key: str) -> str:
        """The key as it is written there; itself where nothing has it."""
        if key in self.by_key or key in self.brought:
            return key
        return self._cases.get(key.casefold(), key)

    def key_for_title(self, title: str) -> str:
        """The key of the one initiative with that title, else one made of the title."""
        return self._titles.get(plain(title)) or self.find(key_from(title))

    def has(self, key: str) -> bool:
        """Whether the round or an earlier row has the initiative."""
        return key in self.by_key or key in self.brought

    def bring(self, key: str, option: str = "") -> None:
        """Remember what a row brings, so that later rows and sheets may name it."""
        options = self.brought.setdefault(key, set())
        if option:
            options.add(option)

    def options(self, key: str) -> set[str]:
        """Keys of the initiative's options, not doing it included."""
        there = {o.key for o in self.by_key[key].options} if key in self.by_key else set()
        return there | self.brought.get(key, set()) | {STATUS_QUO}

    def only_option(self, key: str) -> str | None:
        """The option that a row without one means: the single one there is, or `do` where there is none yet."""
        there = self.options(key) - {STATUS_QUO}
        if len(there) > 1:
            return None
        return next(iter(there), DEFAULT_OPTION)
