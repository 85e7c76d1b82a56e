"""Settings: defaults, bounds, and failing by name."""

from __future__ import annotations

import stat
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from portfolio.settings import SettingError, Settings, described


def read(tmp_path: Path, **environment: str) -> Settings:
    return Settings.from_environment({"REMIT_INSTANCE": str(tmp_path / "kept"), **environment})


def test_without_any_variable_everything_has_a_default(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'kept' / 'remit.sqlite3'}"
    assert settings.upload_mb == 50
    assert settings.https is False


def test_the_secret_key_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "kept" / "secret_key").stat().st_mode) == 0o600


def test_two_installations_do_not_share_a_secret(tmp_path: Path) -> None:
    assert read(tmp_path / "one").secret_key != read(tmp_path / "two").secret_key


def test_settings_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        read(tmp_path).https = True  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("REMIT_UPLOAD_MB", "many"),
        ("REMIT_UPLOAD_MB", "0"),
        ("REMIT_UPLOAD_MB", "501"),
        ("REMIT_HTTPS", "maybe"),
        ("REMIT_PROXIES", "-1"),
        ("REMIT_SESSION_HOURS", "1.5"),
        ("REMIT_LINK_HOURS", "0"),
        ("REMIT_THREADS", "1"),
        ("REMIT_SIGN_INS_PER_ADDRESS", "0"),
        ("REMIT_SIGN_INS_PER_ACCOUNT", "x"),
        ("REMIT_LIMITS_STORE", "memcached://here"),
        ("DATABASE_URL", "mysql://root@localhost/remit"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_fails_at_start_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: ") as caught:
        read(tmp_path, **{name: text})
    assert caught.value.name == name


def test_an_instance_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("not a folder")
    with pytest.raises(SettingError, match=r"^REMIT_INSTANCE: .* is a file"):
        read(tmp_path)


def test_an_empty_variable_counts_as_absent(tmp_path: Path) -> None:
    assert read(tmp_path, REMIT_UPLOAD_MB="  ").upload_mb == 50


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("ON", True), ("1", True), ("no", False), ("0", False)])
def test_yes_and_no_are_read_as_people_write_them(tmp_path: Path, text: str, value: bool) -> None:
    assert read(tmp_path, REMIT_HTTPS=text).https is value


def test_every_setting_says_what_it_means_and_what_it_takes() -> None:
    assert all(meaning and bounds for _, _, meaning, bounds in described())
    assert len({name for name, *_ in described()}) == len(described())
