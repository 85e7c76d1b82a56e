"""The application factory: the one place that sees every room and puts them together."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from flask import Flask, g
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portfolio import error_pages, headers, page, paths, web
from portfolio.auth import limits, sessions
from portfolio.auth.views import blueprint as auth_blueprint
from portfolio.persistence import migration
from portfolio.persistence.session import make_engine, make_sessions
from portfolio.settings import Settings
from portfolio.views import BLUEPRINTS

csrf = CSRFProtect()
FORM_BYTES = 5 * 2**20


def create_app(settings: Settings | None = None) -> Flask:
    """The application for the settings (those of the environment unless given), its database brought up to date."""
    chosen = settings or Settings.from_environment()
    app = Flask(__name__, template_folder=str(paths.templates()), static_folder=str(paths.static()))
    app.config.update(configuration(chosen))
    app.extensions["remit.settings"] = chosen
    _open_database(app, chosen)
    _stand_behind_proxies(app, chosen)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    sessions.install(app)
    csrf.init_app(app)  # after who is there is known, so that its error page knows it too
    limits.install(app, chosen)
    page.install(app)
    headers.install(app, chosen)
    error_pages.install(app)
    app.teardown_appcontext(web.close_session)
    _register_views(app)
    return app


def configuration(chosen: Settings) -> dict[str, Any]:
    """Flask's own settings as they follow from ours."""
    return {
        "SECRET_KEY": chosen.secret_key,
        "MAX_CONTENT_LENGTH": chosen.upload_mb * 2**20,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "MAX_FORM_PARTS": 10_000,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=chosen.session_hours),
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "SESSION_COOKIE_NAME": "remit",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": chosen.https,
        "PREFERRED_URL_SCHEME": "https" if chosen.https else "http",
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _open_database(app: Flask, chosen: Settings) -> None:
    engine = make_engine(chosen.database_url)
    migration.upgrade(engine)
    app.extensions["remit.engine"] = engine
    app.extensions["remit.sessions"] = make_sessions(engine)


def _stand_behind_proxies(app: Flask, chosen: Settings) -> None:
    if chosen.proxies:
        count = chosen.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _register_views(app: Flask) -> None:
    @app.before_request
    def no_round_yet() -> None:
        g.round = None

    app.register_blueprint(auth_blueprint)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"portfolio.views.{name}").blueprint)
