"""Puts this folder on the path, so that tests of several kinds can share their cases (healing_cases.py)."""
