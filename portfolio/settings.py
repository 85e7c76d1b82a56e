"""All settings in one frozen object, read from the environment once; nothing else reads the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingError(ValueError):
    """A setting that cannot be taken; `name` is its name in the environment."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


Reader = Callable[[str, str], Any]


def _whole(low: int, high: int) -> Reader:
    def read(name: str, text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise SettingError(name, f"“{text}” is not a whole number from {low} to {high}.") from None
        if not low <= number <= high:
            raise SettingError(name, f"{number} is outside {low} to {high}.")
        return number

    return read


def _yes_no(name: str, text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise SettingError(name, f"“{text}” is neither yes nor no.")


def _folder(name: str, text: str) -> Path:
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise SettingError(name, f"{path} is a file, not a folder.")
    return path


def _database(name: str, text: str) -> str:
    if not text.startswith(("sqlite:", "postgres:", "postgresql:", "postgresql+psycopg:")):
        raise SettingError(name, "only sqlite:///… and postgresql://… addresses are understood.")
    return text


def _secret(name: str, text: str) -> str:
    if len(text) < 32:
        raise SettingError(name, f"needs at least 32 characters, this one has {len(text)}.")
    return text


def _store(name: str, text: str) -> str:
    if not text.startswith(("memory://", "redis://", "rediss://", "unix://")):
        raise SettingError(name, "only memory:// and redis://… are understood.")
    return text


def _setting(env: str, default: str, reader: Reader, meaning: str, bounds: str) -> Any:
    return field(metadata={"env": env, "default": default, "reader": reader, "meaning": meaning, "bounds": bounds})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation may choose. Build it with `from_environment`, or directly in tests."""

    instance: Path = _setting(
        "REMIT_INSTANCE", "instance", _folder, "Folder of all data that must be kept.", "a folder"
    )
    database_url: str = _setting(
        "DATABASE_URL", "", _database, "Address of the database.", "sqlite or postgresql; SQLite in the instance folder"
    )
    secret_key: str = _setting(
        "SECRET_KEY", "", _secret, "Signs session cookies.", "32 characters or more; made and kept when absent"
    )
    https: bool = _setting(
        "REMIT_HTTPS", "no", _yes_no, "Whether people reach the site by https: secure cookies and HSTS.", "yes or no"
    )
    proxies: int = _setting(
        "REMIT_PROXIES",
        "0",
        _whole(0, 5),
        "How many proxies in front may be trusted for the caller's address.",
        "0 to 5",
    )
    upload_mb: int = _setting(
        "REMIT_UPLOAD_MB", "50", _whole(1, 500), "Largest request that is read, in megabytes.", "1 to 500"
    )
    session_hours: int = _setting(
        "REMIT_SESSION_HOURS", "12", _whole(1, 720), "Hours without a request until one must sign in again.", "1 to 720"
    )
    link_hours: int = _setting(
        "REMIT_LINK_HOURS", "72", _whole(1, 720), "Hours for which a one-time link can be used.", "1 to 720"
    )
    sign_ins_per_address: int = _setting(
        "REMIT_SIGN_INS_PER_ADDRESS",
        "30",
        _whole(1, 10000),
        "Sign-in attempts a minute from one address.",
        "1 to 10000",
    )
    sign_ins_per_account: int = _setting(
        "REMIT_SIGN_INS_PER_ACCOUNT",
        "10",
        _whole(1, 1000),
        "Sign-in attempts a quarter of an hour for one account.",
        "1 to 1000",
    )
    limits_store: str = _setting(
        "REMIT_LIMITS_STORE",
        "memory://",
        _store,
        "Where attempts are counted; Redis with more than one process.",
        "memory:// or redis://…",
    )
    threads: int = _setting(
        "REMIT_THREADS",
        "64",
        _whole(4, 512),
        "Requests answered at the same time; an open live page holds one.",
        "4 to 512",
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read every setting; SettingError names the first wrong one. Makes the instance folder and its secret key."""
        given = os.environ if environment is None else environment
        values = {f.name: _read(f.metadata, given) for f in fields(cls)}
        _make_folder(values["instance"])
        values["database_url"] = values["database_url"] or f"sqlite:///{values['instance'] / 'remit.sqlite3'}"
        values["secret_key"] = values["secret_key"] or _kept_secret(values["instance"] / "secret_key")
        return cls(**values)


def _read(metadata: Mapping[str, Any], given: Mapping[str, str]) -> Any:
    text = given.get(metadata["env"], "").strip() or metadata["default"]
    return metadata["reader"](metadata["env"], text) if text else ""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError("REMIT_INSTANCE", f"{folder} cannot be made: {error.strerror}.") from error


def _kept_secret(path: Path) -> str:
    """The secret in the file, made on first use; the file can be read by its owner only."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingError("REMIT_INSTANCE", f"{path} cannot be written: {error.strerror}.") from error
    return _secret("SECRET_KEY", path.read_text(encoding="ascii").strip())


def described() -> list[tuple[str, str, str, str]]:
    """Every setting as (name in the environment, default, meaning, bounds), for the handbook and the command line."""
    return [(m["env"], m["default"], m["meaning"], m["bounds"]) for m in (f.metadata for f in fields(Settings))]
