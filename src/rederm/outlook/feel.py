"""What a session feels like, in words, and how long the skin feels hot afterwards.

    hours = h (V / V0)^q mask        V: volume of skin that was stirred (`outlook/pain.py`);   h: one clinic's figure, at V0

Words follow what was done to the nerves (heat, pricks, burning of a sheet that dies, tingling of a surface), its level, and the
device's own description, which is put right where it speaks of tingling and the level is more than that.

References: `rederm sources posterior/comfort`.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.outlook.pain import heats
from rederm.sources import Sentence, counted, load_table, sentence

_HOUR = 60.0
_LEVELS = {"mild": sentence("mild pain"), "moderate": sentence("moderate pain"), "strong": sentence("strong pain")}


def heat_hours(volume: Samples, cool_mask: bool, draws: Draws) -> Samples:
    """Hours for which the skin feels hot afterwards, (n,), from the stirred volume [mm]: one clinic's figure."""
    ratio = volume / load_table("posterior/comfort").number("heat.volume", "mm")
    hours = draws["comfort.heat.hours"] * ratio ** draws["comfort.heat.power"]
    return hours * draws["comfort.heat.mask"] if cool_mask else hours


def sensations(injury: Injury) -> Sentence:
    """What is felt, from what the injury does to nerves."""
    heated = float(np.median(np.nan_to_num(injury.nerve_heat)))
    pierced = bool((injury.column_mm > 0).any())
    if heats(injury):
        wide = injury.layer or heated >= load_table("posterior/comfort").number("words.heated", "1")
        return sentence("pricking and heat") if pierced or not wide else sentence("heat")
    if pierced:
        return sentence("pricking and scratching")
    dead = float(np.median(np.fmax(np.nan_to_num(injury.necrosis_depth_um), np.nan_to_num(injury.ablation_depth_um))))
    raw = dead > 0 and float(np.median(injury.epidermal_loss)) >= 1 / 2
    return sentence("burning or rawness") if raw else sentence("tingling or scratching")


def level_words(pain: Samples) -> Sentence:
    """The level of pain, for example "moderate pain"."""
    table, typical = load_table("posterior/comfort"), float(np.median(pain))
    levels = [words for word, words in _LEVELS.items() if typical >= table.number(f"words.{word}", "1")]
    return levels[-1] if levels else sentence("hardly any pain")


def after_words(hours: Samples, numb_minutes: float) -> Sentence:
    """How the skin feels afterwards, for example "hot like a sunburn for about 2 hours"."""
    table, typical = load_table("posterior/comfort"), float(np.median(hours))
    if typical < table.number("words.warm", "h"):
        said = sentence("hardly warm")
    elif typical >= table.number("words.hot", "h"):
        said = sentence("hot like a sunburn for about {time}", time=_told(typical))
    else:
        said = sentence("warm for about {time}", time=_told(typical))
    if not numb_minutes:
        return said
    return sentence("{felt}, while the cream wears off over about {time}", felt=said, time=_told(numb_minutes / _HOUR))


def feel_words(usual: str, pain: Samples, felt: str, after: str, numbing: str = "") -> Sentence:
    """One text for the client: during, afterwards, and how the device is described in general."""
    told = {"felt": felt, "level": level_words(pain), "after": after}
    strong = float(np.median(pain)) >= load_table("posterior/comfort").number("words.moderate", "1")
    if strong and "tingling" in usual.lower():
        usual = sentence("{usual!o}; for this setting more than tingling is to be expected", usual=usual)
    if numbing:
        first = sentence("{felt!c}, {level}; afterwards {after}. {numbing!c}", numbing=numbing, **told)
    else:
        first = sentence("{felt!c}, {level}; afterwards {after}", **told)
    return sentence("{felt_here}. {usual!o}", felt_here=first, usual=usual) if usual else first


def _told(hours: float) -> Sentence:
    """Hours as people say them."""
    if hours < 3 / 2:
        return sentence("an hour")
    return counted("{count} hour", "{count} hours", round(hours))
