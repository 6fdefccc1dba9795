"""Colours of a story and the words of its key; what is data has a colour of its own, what is for orientation is pale."""

from rederm.output.language import tr
from rederm.output.theme import SKIN
from rederm.sources import mark

NEW_CELLS = "#e8762c"
COLORS = {
    "new": NEW_CELLS,
    "crust": "#6b452c",
    "fluid": "#b0714a",
    "dead": SKIN["dead"],
    "denatured": SKIN["collagen"],
    "warm": "#f2c7a8",
    "bed": "#f6cfc4",
    "wound": "#e79a92",
    "collagen_I": "#cf9a86",
    "collagen_I_more": "#8e1f4b",
    "collagen_III": "#16808f",
    "fragmented": "#9a9690",
    "elastin": "#6d56a8",
    "inflammation": "#4457b8",
    "fibroblasts": "#2f7d4f",
    "red": "#cc2b2b",
    "lasting": "#7d1420",
    "pale": "#e9bdb2",
    "melanin": "#3b2313",
    "hair": "#4a3728",
    "sheath": "#e0ac8d",
    "duct": "#d9a58a",
    "resting": "#eadbd2",
}
KEY = (  # colour, kind of mark, words
    ("new", "area", mark("new skin cells, closing the wound")),
    ("wound", "area", mark("open wound, no skin cells yet")),
    ("crust", "area", mark("crust and dead skin, on top")),
    ("dead", "area", mark("struck dermis, dead")),
    ("bed", "area", mark("struck dermis, cleared and being filled")),
    ("collagen_I", "line", mark("collagen I, lasting")),
    ("collagen_I_more", "line", mark("collagen I beyond that of the same skin left alone")),
    ("collagen_III", "thin", mark("collagen III, young")),
    ("fragmented", "dash", mark("broken collagen")),
    ("elastin", "thin", mark("elastin")),
    ("inflammation", "dot", mark("immune cells")),
    ("fibroblasts", "spindle", mark("fibroblasts, which build collagen")),
    ("red", "line", mark("filled vessels: redness")),
    ("melanin", "dot", mark("pigment")),
)
_STORY_KEY = mark(
    "Orange: new skin cells; pink: open wound; dark brown: crust; brown: struck dermis; blue: immune cells; "
    "green: fibroblasts; teal: young collagen; violet-red: lasting collagen beyond that of the same skin left alone. "
    "How much of each there is, is simulated; where it lies is drawn for orientation."
)
ORIENTATION = mark(
    "To scale, but for cells, fibres, vessels and pigment, whose number stands for the simulated amount. Waves, pale vessels, "
    "hairs, fat, and where fibres and cells lie, are drawn for orientation."
)


def story_key() -> str:
    """The colours of a story in one line."""
    return tr(_STORY_KEY)
