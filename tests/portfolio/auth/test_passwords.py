"""Passwords: good enough, hashed by argon2, and as slow for nobody as for somebody."""

from __future__ import annotations

import time

import pytest

from portfolio.auth.passwords import hash_password, is_outdated, rehash, verify_password
from portfolio.domain.errors import Invalid
from tests.rows import password_hash

GOOD = "four quite ordinary words"


def test_a_password_is_kept_as_an_argon2_hash_with_its_own_salt() -> None:
    first, second = hash_password(GOOD), hash_password(GOOD)
    assert first.startswith("$argon2id$") and first != second
    assert verify_password(GOOD, first) and verify_password(GOOD, second)
    assert not verify_password(GOOD + "!", first)


@pytest.mark.parametrize(
    "poor", ["short", "eleven char", "a" * 12, "abababababab" * 2, "x" * 5 + "y" * 200, "Someone@Example.org"]
)
def test_a_poor_password_is_refused_under_its_field(poor: str) -> None:
    with pytest.raises(Invalid) as caught:
        hash_password(poor, email="someone@example.org")
    assert list(caught.value.fields) == ["password"]


@pytest.mark.parametrize("broken", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_without_a_proper_hash_nothing_fits(broken: str | None) -> None:
    assert not verify_password("the password of nobody at all", broken)
    assert not verify_password(GOOD, broken)


@pytest.mark.usefixtures("real_hashing")
def test_an_unknown_account_takes_as_long_as_a_known_one() -> None:
    known = hash_password(GOOD)
    verify_password("warm up", None)

    def seconds(password_hash: str | None) -> float:
        def once() -> float:
            start = time.perf_counter()
            verify_password("a wrong password", password_hash)
            return time.perf_counter() - start

        return min(once() for _ in range(3))

    assert 0.5 < seconds(None) / seconds(known) < 2


@pytest.mark.usefixtures("real_hashing")
def test_a_weaker_hash_is_seen_and_renewed() -> None:
    assert is_outdated(password_hash())
    assert not is_outdated(rehash(GOOD))
