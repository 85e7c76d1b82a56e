"""Who may do what: one table, one function. Every page, service and command asks here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from portfolio.domain.errors import Forbidden

ROLES = ("owner", "business", "technology", "finance", "viewer")

_LENS = frozenset({"view", "add_idea", "edit", "score", "weigh", "save_scenario", "export"})
_OWNER = frozenset(
    {*_LENS, "import_", "manage_rules", "manage_round", "manage_people"},
)
ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "owner": _OWNER,
        "business": _LENS,
        "technology": _LENS,
        "finance": frozenset({"view", "add_idea", "edit", "import_", "save_scenario", "export"}),
        "viewer": frozenset({"view", "add_idea", "export"}),
    }
)
"""What each role may do in its round. Finance edits records for their money; it neither scores nor weighs."""

SITE_ACTIONS = frozenset({"own_account", "see_rounds", "create_round", "manage_users"})
"""Actions outside of any round."""

ACTIONS = _OWNER | SITE_ACTIONS

WORDING: Mapping[str, str] = MappingProxyType(
    {
        "view": "see this round",
        "add_idea": "add ideas",
        "edit": "edit records",
        "score": "score initiatives",
        "weigh": "set weights",
        "import_": "import files",
        "manage_rules": "change the rules",
        "save_scenario": "save scenarios",
        "export": "export",
        "manage_round": "change the round",
        "manage_people": "manage its people",
        "create_round": "create a round: that takes an administrator or somebody who owns a round already",
        "manage_users": "manage accounts",
        "own_account": "change this account",
        "see_rounds": "see the rounds",
    }
)


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in person with a role per round id, or the command line (`user_id` None)."""

    user_id: int | None
    name: str
    email: str = ""
    is_admin: bool = False
    roles: Mapping[int, str] = field(default_factory=dict)

    def role(self, round_id: int | None) -> str | None:
        """The actor's role in a round, None without one."""
        return None if round_id is None else self.roles.get(round_id)


def allowed(actor: Actor | None, action: str, round_id: int | None) -> bool:
    """Whether the actor may take the action in the round (None for the actions outside of rounds); nobody may nothing.

    KeyError for an action that does not exist: a misspelt one must not pass as forbidden."""
    if action not in ACTIONS:
        raise KeyError(action)
    if actor is None:
        return False
    if actor.is_admin or action in ("own_account", "see_rounds"):
        return True
    if action == "create_round":
        return "owner" in actor.roles.values()
    return action in ALLOWED.get(actor.role(round_id) or "", frozenset())


def require(actor: Actor | None, action: str, round_id: int | None) -> None:
    """Forbidden, with a sentence that names the role and the action, unless `allowed`."""
    if allowed(actor, action, round_id):
        return
    role = actor.role(round_id) if actor else None
    have = f"Your role in this round is {role}; it does not" if role else "You have no role that"
    verb = "let you" if role else "lets you"
    raise Forbidden(action, f"{have} {verb} {WORDING[action]}.")


def command_line(name: str = "command line") -> Actor:
    """The actor behind a command: whoever can run it can read the database anyway."""
    return Actor(user_id=None, name=name, is_admin=True)
