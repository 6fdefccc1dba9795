"""What the sites of the body are called."""

from rederm.output.language import tr
from rederm.sources import mark

SITES = {
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


def site_words(name: str) -> str:
    """Upper lip for upper-lip; what is no site stays as it is."""
    return tr(SITES.get(name, name))
