"""Who is treated: site atlas, tissue properties, the client."""

from rederm.skin.site import FACE_PARTS, GROUPS, Site, Skin

__all__ = ["FACE_PARTS", "GROUPS", "Site", "Skin"]
