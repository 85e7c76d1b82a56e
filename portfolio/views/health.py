"""Whether the process lives and whether it can work: for load balancers, so without a word about anything else."""

from __future__ import annotations

from flask import Blueprint

from portfolio.services import health
from portfolio.web import public, session

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """200 while the process answers."""
    return {"status": "ok"}, 200


@blueprint.get("/readyz")
@public
def readyz() -> tuple[dict[str, str], int]:
    """200 when the database answers and has the right shape, 503 with the reason otherwise."""
    reason = health.fault(session())
    return ({"status": "ok"}, 200) if reason is None else ({"status": "unready", "reason": reason}, 503)
