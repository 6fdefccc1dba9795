"""Who is treated: site atlas, tissue properties, the client."""

from typing import TYPE_CHECKING, Any

from rederm.skin.atlas import load_site, site_names
from rederm.skin.site import FACE_PARTS, GROUPS, Site, Skin
from rederm.skin.state import skin_at, skin_of

if TYPE_CHECKING:
    from rederm.skin.client import Client
    from rederm.skin.cohort import Cohort
    from rederm.skin.concern import Concern

__all__ = [
    "FACE_PARTS",
    "GROUPS",
    "Client",
    "Cohort",
    "Concern",
    "Site",
    "Skin",
    "load_site",
    "site_names",
    "skin_at",
    "skin_of",
]

_FILES = {"Client": "client", "Cohort": "cohort", "Concern": "concern"}


def __getattr__(name: str) -> Any:
    """Client files need pydantic, which takes long to import and is not needed to compute: loaded when first asked for."""
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
