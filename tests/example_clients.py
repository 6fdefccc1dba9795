"""The example clients as a covering table: which levels of seven factors each of them holds, and the pairs that must occur.

Every pair of levels of two factors stands in at least one client, unless `IMPOSSIBLE` lists it with the reason. A pair of a
concern and a site counts only where that concern is on that site; other pairs count by who the client is.

Levels are reduced: skin types I and II are one, sites are four groups of the atlas with the face whole or in part, ages are
four bands (those over 80 belong to the last), answers of the history are five kinds. What the reduction puts together occurs
apart in at least one client. A client whom every rule bars stands outside the table: nothing else about them is tried.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path

from rederm.skin import Client, load_site
from rederm.skin.names import CONCERN_KINDS

FOLDER = Path(__file__).parents[1] / "examples" / "clients"
FACTORS = {
    "type": ("I-II", "III", "IV", "V", "VI"),
    "concern": CONCERN_KINDS,
    "site": ("face", "part of the face", "eyelid", "neck-chest", "body"),
    "age": ("18-29", "30-44", "45-59", "60 and over"),
    "history": ("clear", "healing", "body", "skin", "open"),
    "operator": ("nurse", "physician", "physician-monitored"),
    "sex": ("female", "male"),
}
IMPOSSIBLE = {
    frozenset({("concern", "stretch-marks"), ("site", "face")}): "skin of the face does not stretch until its dermis tears",
    frozenset(
        {("concern", "stretch-marks"), ("site", "part of the face")}
    ): "the same of every part of it: no upper lip has any",
    frozenset({("concern", "stretch-marks"), ("site", "eyelid")}): "the same of the eyelid",
    frozenset({("concern", "acne-scars"), ("site", "eyelid")}): "acne spares the eyelid, which has hardly any sebaceous glands",
}
KINDS_OF_ANSWER = {  # an adverse answer -> its level
    "cold_sores": "healing",
    "immunosuppressed": "healing",
    "isotretinoin_stopped_months": "body",
    "pacemaker": "body",
    "bleeding_or_anticoagulant": "body",
    "allergies": "body",
    "keloids": "skin",
    "melasma": "skin",
    "pih_history": "skin",
}
_AGES = ((30, "18-29"), (45, "30-44"), (60, "45-59"), (121, "60 and over"))

Level = tuple[str, str]
Pair = frozenset[Level]


@cache
def example_clients() -> dict[str, Client]:
    """Every example client by the name of its file, in order."""
    return {path.stem: Client.load(path) for path in sorted(FOLDER.glob("*.toml"))}


def required() -> set[Pair]:
    """Every pair of levels of two factors that a client can hold."""
    found = set()
    for one, other in combinations(FACTORS, 2):
        found |= {frozenset({(one, a), (other, b)}) for a, b in product(FACTORS[one], FACTORS[other])}
    return found - set(IMPOSSIBLE)


def held(client: Client) -> set[Pair]:
    """The pairs of levels that this client holds."""
    by_factor = levels(client)
    found = set()
    for one, other in combinations(FACTORS, 2):
        if (one, other) != ("concern", "site"):
            found |= {frozenset({(one, a), (other, b)}) for a, b in product(by_factor[one], by_factor[other])}
    return found | {frozenset({("concern", c.kind), ("site", site_level(c.site))}) for c in client.concerns}


def levels(client: Client) -> dict[str, tuple[str, ...]]:
    """The levels of each factor that this client holds; several concerns and answers are several levels."""
    return {
        "type": (FACTORS["type"][max(client.fitzpatrick - 2, 0)],),
        "concern": tuple(dict.fromkeys(c.kind for c in client.concerns)),
        "site": tuple(dict.fromkeys(site_level(c.site) for c in client.concerns)),
        "age": (next(band for end, band in _AGES if client.age < end),),
        "history": history_levels(client),
        "operator": (client.limits.operator,),
        "sex": (client.sex,),
    }


def site_level(name: str) -> str:
    group = load_site(name).group
    return "part of the face" if group == "face" and name != "face" else group


def history_levels(client: Client) -> tuple[str, ...]:
    """open: not asked, or dark spots not examined; clear: asked and nothing adverse; else the kinds of adverse answers."""
    if client.provisional or client.history.pigmented_lesions_examined is False:
        return ("open",)
    return tuple(dict.fromkeys(KINDS_OF_ANSWER[key] for key in adverse(client))) or ("clear",)


def adverse(client: Client) -> Iterator[str]:
    """Answers of this client that are adverse, of those that `KINDS_OF_ANSWER` knows."""
    for key in KINDS_OF_ANSWER:
        answer = getattr(client.history, key)
        if answer not in (None, False, (), "never"):
            yield key


def barred(client: Client) -> bool:
    """Whether rules bar every device from this client, whatever else is true."""
    return bool(client.history.pregnant)
