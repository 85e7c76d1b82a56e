"""All models, one file an aggregate."""

from __future__ import annotations

from portfolio.persistence.models.audit import AuditEntry
from portfolio.persistence.models.ideas import Idea
from portfolio.persistence.models.imports import ColumnMap, Upload
from portfolio.persistence.models.initiatives import Initiative, InitiativeTag, Option, Score, Use
from portfolio.persistence.models.people import LoginToken, Membership, User
from portfolio.persistence.models.rounds import BaselineLine, Criterion, Limit, Resource, Round
from portfolio.persistence.models.rules import Rule, RuleMember
from portfolio.persistence.models.scenarios import Scenario
from portfolio.persistence.models.weights import WeightPoint, WeightProfile

__all__ = [
    "AuditEntry",
    "BaselineLine",
    "ColumnMap",
    "Criterion",
    "Idea",
    "Initiative",
    "InitiativeTag",
    "Limit",
    "LoginToken",
    "Membership",
    "Option",
    "Resource",
    "Round",
    "Rule",
    "RuleMember",
    "Scenario",
    "Score",
    "Upload",
    "Use",
    "User",
    "WeightPoint",
    "WeightProfile",
]
