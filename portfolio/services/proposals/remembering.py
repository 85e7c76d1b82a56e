"""A bounded memory shared by threads: what was paid for is kept, and nobody computes the same thing twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """At most `most` values, the longest unused forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._busy: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], V], *, good: Callable[[V], bool] = lambda _: True) -> V:
        """The value kept under the key if it is `good` enough, otherwise the one that `make` gives, which is then kept.

        Threads that ask for the same key wait for the first of them; what `make` raises is raised and nothing kept."""
        found = self._look_up(key, good)
        if found is not None:
            return found[0]
        with self._lock:
            turn = self._busy.setdefault(key, Lock())
        with turn:
            found = self._look_up(key, good)
            if found is not None:
                return found[0]
            try:
                value = make()
                self._keep(key, value)
            finally:
                with self._lock:
                    self._busy.pop(key, None)
            return value

    def _look_up(self, key: Hashable, good: Callable[[V], bool]) -> tuple[V] | None:
        with self._lock:
            if key not in self._values or not good(self._values[key]):
                return None
            self._values.move_to_end(key)
            return (self._values[key],)

    def _keep(self, key: Hashable, value: V) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def has(self, key: Hashable, good: Callable[[V], bool] = lambda _: True) -> bool:
        """Whether a good enough value is kept."""
        return self._look_up(key, good) is not None

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
