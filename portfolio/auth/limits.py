"""Limits against guessing: attempts per address of the caller and, separately, failed ones per account."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from portfolio.settings import SettingError, Settings
from portfolio.web import settings

limiter = Limiter(key_func=get_remote_address, headers_enabled=False)


def account() -> str:
    """The account that an attempt is about, in its normal form."""
    return "account " + request.form.get("email", "").strip().lower()[:254]


def failed(response: Response) -> bool:
    """Whether an attempt counts: a successful one answers with a redirect."""
    return response.status_code >= 400


def per_address() -> str:
    """Attempts from one address."""
    return f"{settings().sign_ins_per_address} per minute"


def per_account() -> str:
    """Failed attempts for one account."""
    return f"{settings().sign_ins_per_account} per 15 minutes"


def install(app: Flask, chosen: Settings) -> None:
    """Count attempts where the settings say; SettingError when that place cannot be used."""
    app.config["RATELIMIT_STORAGE_URI"] = chosen.limits_store
    try:
        limiter.init_app(app)
    except ConfigurationError as error:
        raise SettingError("REMIT_LIMITS_STORE", f"cannot be used: {error}") from error
