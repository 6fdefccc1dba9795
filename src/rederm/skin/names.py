"""Names that people write: kinds and subtypes of concerns, sites of the body."""

from typing import Literal, get_args

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
