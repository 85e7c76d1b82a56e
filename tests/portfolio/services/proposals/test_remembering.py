"""A memory keeps what was paid for, forgets the longest unused, and computes nothing twice at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from portfolio.services.proposals.remembering import Memory


class Maker:
    """Makes a number and counts how often."""

    def __init__(self, number: int = 7) -> None:
        self.number, self.times = number, 0

    def __call__(self) -> int:
        self.times += 1
        return self.number


def test_a_value_is_made_once() -> None:
    memory, make = Memory[int](3), Maker()
    assert [memory.get("a", make) for _ in range(3)] == [7, 7, 7]
    assert make.times == 1


def test_the_longest_unused_is_forgotten_first() -> None:
    memory = Memory[int](2)
    for key in ("a", "b", "a", "c"):
        memory.get(key, Maker())
    assert [memory.has(key) for key in "abc"] == [True, False, True]
    assert len(memory) == 2


def test_what_is_not_good_enough_is_made_again() -> None:
    memory = Memory[int](2)
    memory.get("a", lambda: 1)
    assert memory.get("a", lambda: 5, good=lambda value: value > 3) == 5
    assert memory.get("a", lambda: 9) == 5


def test_a_failure_is_not_kept() -> None:
    memory = Memory[int](2)
    with pytest.raises(ZeroDivisionError):
        memory.get("a", lambda: 1 // 0)
    assert memory.get("a", lambda: 4) == 4


def test_threads_that_ask_for_the_same_wait_for_one_of_them() -> None:
    memory, make, together = Memory[int](2), Maker(), Barrier(8)

    def ask() -> int:
        together.wait()
        return memory.get("a", make)

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(8)]]
    assert answers == [7] * 8 and make.times == 1


def test_everything_can_be_forgotten() -> None:
    memory = Memory[int](2)
    memory.get("a", lambda: 1)
    memory.clear()
    assert not memory.has("a")
