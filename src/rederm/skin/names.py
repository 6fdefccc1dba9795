"""Names that people write: kinds and subtypes of concerns, sites of the body; and how sentences say them."""

from typing import Literal, get_args

from rederm.sources import Sentence, mark, sentence, worded

ROMAN = ("I", "II", "III", "IV", "V", "VI")  # Fitzpatrick types as people write them

Kind = Literal[
    "fine-lines",
    "wrinkles",
    "texture",
    "age-spots",
    "blotchiness",
    "redness",
    "acne-scars",
    "scars",
    "stretch-marks",
    "laxity",
]
SiteName = Literal[
    "face",
    "forehead",
    "temple",
    "periorbital",
    "eyelid",
    "nose",
    "cheek",
    "upper-lip",
    "chin",
    "ear",
    "neck",
    "decollete",
    "breast",
    "abdomen",
    "back",
    "shoulder",
    "arm",
    "forearm",
    "hand",
    "hip",
    "buttock",
    "thigh",
    "knee",
    "lower-leg",
]
CONCERN_KINDS: tuple[str, ...] = get_args(Kind)
SITE_NAMES: tuple[str, ...] = get_args(SiteName)
SUBTYPES: dict[str, tuple[str, ...]] = {
    "acne-scars": ("icepick", "boxcar", "rolling"),
    "scars": ("atrophic", "hypertrophic", "surgical", "burn"),
    "stretch-marks": ("red", "white"),
    "blotchiness": ("sun", "melasma", "post-inflammatory"),
}
_CONCERNS = {
    "fine-lines": mark("fine lines"),
    "wrinkles": mark("wrinkles"),
    "texture": mark("texture"),
    "age-spots": mark("age spots"),
    "blotchiness": mark("blotchiness"),
    "redness": mark("redness"),
    "acne-scars": mark("acne scars"),
    "scars": mark("scars"),
    "stretch-marks": mark("stretch marks"),
    "laxity": mark("laxity"),
}
_AS_WRITTEN = (  # names that sentences give as a client file writes them
    mark("fine-lines"),
    mark("age-spots"),
    mark("acne-scars"),
    mark("stretch-marks"),
    mark("face"),
    mark("forehead"),
    mark("temple"),
    mark("periorbital"),
    mark("eyelid"),
    mark("nose"),
    mark("cheek"),
    mark("upper-lip"),
    mark("chin"),
    mark("ear"),
    mark("neck"),
    mark("decollete"),
    mark("breast"),
    mark("abdomen"),
    mark("back"),
    mark("shoulder"),
    mark("arm"),
    mark("forearm"),
    mark("hand"),
    mark("hip"),
    mark("buttock"),
    mark("thigh"),
    mark("knee"),
    mark("lower-leg"),
    mark("neck-chest"),
    mark("body"),
    mark("female"),
    mark("male"),
)


def concern_words(key: str) -> Sentence:
    """Acne scars, or wrinkles (eyelid) for wrinkles@eyelid, without a capital."""
    kind, _, site = key.partition("@")
    return at_site(kind, site) if site else worded(_CONCERNS[kind])


def at_site(kind: str, site: str) -> Sentence:
    """Acne scars (cheek)."""
    return sentence("{concern} ({site})", concern=_CONCERNS[kind], site=site)
