"""The relief and the pigments of a client's own skin on a patch, by the grades of what troubles it."""

from rederm.look.relief.pattern import SkinPattern, skin_pattern

__all__ = ["SkinPattern", "skin_pattern"]
