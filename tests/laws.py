"""How many examples a law is tried on: its own number in an ordinary run, twenty times as many in a thorough one."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

ORDINARY = 100
"""What `max_examples` of the profile `quick` stands for: every law its own number."""


def law(examples: int) -> settings:
    """Settings of a law: a solve may take long on a busy machine, and many drawn problems are beside the point."""
    many = max(1, examples * settings().max_examples // ORDINARY)
    beside = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(max_examples=many, deadline=None, suppress_health_check=beside)
