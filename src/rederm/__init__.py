"""rederm: the treatment planning system for skin resurfacing."""

__version__ = "0.1.0"
