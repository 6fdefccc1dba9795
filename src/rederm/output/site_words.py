"""Sites of the body in words, in the language of now."""

from collections.abc import Iterable

from rederm.output.language import tr
from rederm.sources import mark

_SITES = {
    "face": mark("face"),
    "forehead": mark("forehead"),
    "temple": mark("temple"),
    "periorbital": mark("periorbital"),
    "eyelid": mark("eyelid"),
    "nose": mark("nose"),
    "cheek": mark("cheek"),
    "upper-lip": mark("upper lip"),
    "chin": mark("chin"),
    "ear": mark("ear"),
    "neck": mark("neck"),
    "decollete": mark("decollete"),
    "breast": mark("breast"),
    "abdomen": mark("abdomen"),
    "back": mark("back"),
    "shoulder": mark("shoulder"),
    "arm": mark("arm"),
    "forearm": mark("forearm"),
    "hand": mark("hand"),
    "hip": mark("hip"),
    "buttock": mark("buttock"),
    "thigh": mark("thigh"),
    "knee": mark("knee"),
    "lower-leg": mark("lower leg"),
}


def site_words(site: str) -> str:
    """Lower leg for lower-leg, without a capital."""
    return tr(_SITES[site])


def site_list(sites: Iterable[str]) -> str:
    """Cheek, lower leg: each in words."""
    return ", ".join(site_words(site) for site in sites)
