"""Safety rules as data, and the check that applies them."""

from rederm.safety.check import check, offers
from rederm.safety.finding import Finding
from rederm.safety.force import rules_in_force
from rederm.safety.places import parts
from rederm.safety.rules import Conflict, Rule, load_rules

__all__ = ["Conflict", "Finding", "Rule", "check", "load_rules", "offers", "parts", "rules_in_force"]
