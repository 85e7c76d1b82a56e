"""Health: alive without a database, ready only with the right one."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session


def test_a_sound_installation_is_alive_and_ready(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}


def test_an_older_database_is_not_ready_and_says_what_to_run(app: Flask, session: Session) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    session.commit()
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json and "remit db upgrade" in answer.json["reason"]


def test_a_database_out_of_reach_is_not_ready_but_the_process_lives(app: Flask, tmp_path: object) -> None:
    from portfolio.persistence.session import make_engine, make_sessions

    app.extensions["remit.sessions"] = make_sessions(make_engine(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3"))
    client = app.test_client()
    assert client.get("/readyz").json == {"status": "unready", "reason": "the database does not answer"}
    assert client.get("/healthz").status_code == 200
