"""Passwords: what is good enough, and argon2 hashes of them."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from portfolio.domain.errors import Invalid

SHORTEST, LONGEST = 12, 200

_hasher = PasswordHasher()


def hash_password(password: str, *, email: str = "") -> str:
    """The argon2 hash to keep; Invalid for a password too short, too long, of one sign, or the address itself."""
    if len(password) < SHORTEST:
        raise Invalid(
            {"password": f"At least {SHORTEST} characters: three or four ordinary words are easy to keep in mind."}
        )
    if len(password) > LONGEST:
        raise Invalid({"password": f"At most {LONGEST} characters."})
    if len(set(password)) < 4 or (email and password.lower() in (email.lower(), email.partition("@")[0].lower())):
        raise Invalid({"password": "This one would be guessed at once: take some unrelated words."})
    return _hasher.hash(password)


def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; it takes as long without one: time must not tell who is known."""
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password[:LONGEST]) and bool(password_hash)
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def rehash(password: str) -> str:
    """A hash with today's parameters of a password that was good enough when it was set."""
    return _hasher.hash(password)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of nobody at all")
