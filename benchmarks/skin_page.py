"""docs/methods/colour.md from the figures of data/appearance/colour_classes.toml."""

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "colour.md"
LIGHTEST_FIRST = ("very light", "light", "intermediate", "tan", "brown", "dark")

HEAD = """\
# Skin colour

## What it computes

The colour of a client's own skin at a site, and what more or less melanin, blood and dermal melanin make of it
(`look/colour/optics.py`, `look/colour/own.py`); the factor on blood that a visible redness stands for
(`look/colour/redness.py`); the table that pictures use (`look/colour/table.py`); L*a*b*, the individual typology angle (ITA) in
the classes of Chardon and Del Bino, indices of a camera (`look/colour/spaces.py`); CIEDE2000 (`look/colour/difference.py`).
Written by `make colour`; figures are not edited by hand.

## Equations

    R     = r + (1 - r) [b' (1 - T2) / -ln T2 + (1 - b') T2 R_d]       surface, epidermis, dermis; b' = b (nm / 500)^-n
    T2    = (1 + x / k)^-k,   x = 2 p d (f_m mu_mel + (1 - f_m) mu_0)    epidermis there and back; melanin in lumps
    R_d   = a' / 2 [1 + exp(-4/3 A s)] exp(-s)                          a' = mu_s' / (mu_a + mu_s'),  s = sqrt(3 (1 - a'))
    mu_a  = C f_b mu_blood(S) + (1 - f_b) mu_0                          C = [1 - exp(-2 mu_blood v)] / (2 mu_blood v)
    mu_s' = a [f_R (nm / 500)^-4 + (1 - f_R) (nm / 500)^-m]
    own   : ln or logit u_k = curve_k(ITA) + site_k + slope_k decades; f_m is the one that gives the ITA
    E(B) - E(1) = [E(B_1) - E(1)] (1 + h) R / (R + h)                   blood B of redness R, as the erythema index saturates

## Assumptions and validity

Two even layers, endless to the side; 400 to 700 nm; D65, 2 degrees, specular reflection included, as the archive was measured:
gloss of a picture comes on top. Blood beyond own is arterial. Vessels widen alike in all skins: the same redness is duller in
dark skin because melanin hides it, not by a rule. Oxygenation and radius of vessels are not told by a mean spectrum and are
held near one value over the ITA; held so, the dermis of all people comes out nearly alike and melanin alone tells them apart.
The ITA is that of the treated site; without a measured one it is the middle of the class of the Fitzpatrick type, and people of
one type differ by far more than this page shows.

## How well it tells colour

CIEDE2000, median (95th percentile). *Fit*: seven free figures a spectrum. *Held out*: people whom the fit of the curves did not
see, one in five, from ITA, site and age alone; *class mean*: the same people by the mean colour of their class. Spectra of the
International Skin Spectra Archive, at most 150 of a class and group of people. Aimed at were 1.0 (2.0) in every class, which is
met, and no class more than 1.5 times the best, which is not: dark skin, with least light to miss, is told best.

"""

TABLE = """\
| class | ITA, deg | spectra (people) | fit | held out: spectra (people) | held out | class mean |
|---|---|---|---|---|---|---|
"""

MEANS = """\
Measured L* a* b* of all people of a class, mean (sd), at ten sites; own colour lies within one sd of each at the mean ITA:

| class | spectra | mean ITA | L* | a* | b* |
|---|---|---|---|---|---|
"""

TAIL = """\
## Parameters

| parameter | table | what |
|---|---|---|
| `melanin.*` | `appearance/colour_optics` | absorption, its slope (fitted), how lumpy it lies (fitted) |
| `epidermis.*` | `appearance/colour_optics` | thickness, path, slope of what it sends back |
| `blood.*` | `appearance/colour_optics` | whole blood; `hyperaemia.oxygenation` of what comes in; `bloodless.*` the rest |
| `dermal.depth` | `appearance/colour_optics` | where melanin of the dermis lies (assumed) |
| `threshold.*` | `appearance/colour_cover` | rise of a* that is just visible; `crust.*`, `scale.*`, `wet.*` colours (assumed) |
| `erythema.*` | `tissue/instruments` | h = `erythema.most` / `erythema.threshold` |

Curves: `data/appearance/colour_own.toml`. Spectra of the observer, D65 and haemoglobin: `data/appearance/colour_spectra.toml`.

## Checked against

`test_own_colour_is_within_one_deviation_of_its_class`, `test_the_model_meets_its_targets_in_every_class`,
`test_the_page_is_what_the_command_writes`, `test_figures_of_a_class_can_be_made_again`,
`test_redness_reddens_every_skin_and_darker_skin_less`, `test_picture_and_instrument_saturate_alike`,
`test_difference_of_published_pairs_is_as_published`, `test_the_table_is_the_model`.

"""

UNKNOWN = """\
## Unknown

People of one ITA, site and age differ by what no figure of a client tells: mostly redness. Laboratories differ: medians of
people held out run from {least:.1f} to {greatest:.1f} between them. From 420 to 460 nm reflectance is missed by up to 4 %,
alike in all but the darkest skin. With four times its own melanin light skin is yellower by 1 in b* than people as dark as
that; below L* 28 the model is greyer than the 21 darkest spectra. Spots of pigment were not measured. Very light skin rests on
few people. No spectrum of erythema, crust, scale or wound was at hand: redness rests on the optics, the rest is assumed. In
type VI redness raises a* by 2 at most, and mostly darkens. Fitzpatrick type was not asked in the archive.
"""


def page(found: dict[str, Any]) -> str:
    """The page from figures by class."""
    rows, means = [], []
    for name in LIGHTEST_FIRST:
        e, m = found[name], found[name]["all"]
        rows.append(
            f"| {name} | {e['range_deg']} | {e['spectra']} ({e['people']}) | {_two(e['fit'])} "
            f"| {e['held_out_spectra']} ({e['held_out_people']}) | {_two(e['held_out'])} | {_two(e['class_mean'])} |"
        )
        axes = " | ".join(f"{mean:.1f} ({sd:.1f})" for mean, sd in zip(m["mean"], m["sd"], strict=True))
        means.append(f"| {name} | {m['spectra']} | {m['angle_deg']:.1f} | {axes} |")
    least, greatest = found["origins"]["held_out"]
    unknown = UNKNOWN.format(least=least, greatest=greatest)
    return f"{HEAD}{TABLE}" + "\n".join(rows) + f"\n\n{MEANS}" + "\n".join(means) + f"\n\n{TAIL}{unknown}"


def _two(values: list[float]) -> str:
    return f"{values[0]:.2f} ({values[1]:.2f})"
