"""Safety rules as data, and the check that applies them."""

from rederm.safety.check import Finding, check, offers
from rederm.safety.facts import parts
from rederm.safety.rules import Conflict, Rule, load_rules

__all__ = ["Conflict", "Finding", "Rule", "check", "load_rules", "offers", "parts"]
