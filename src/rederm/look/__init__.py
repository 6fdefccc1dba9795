"""Healing -> what one sees: scores for every concern."""
