"""What happens at a moment of the story, in the client's words and in the clinician's; figures are medians of the draws."""

from collections.abc import Mapping, Sequence

from rederm.look.story.moments import LATE, Moment
from rederm.look.story.quantities import GAINED, Band
from rederm.look.story.wounds import Struck, WoundState
from rederm.look.when import when

SOURCES = {"epidermis": "the living skin beside it", "follicles": "the hair follicles", "sweat ducts": "the sweat ducts"}
ISLANDS = "islands of living skin"
_CLOSED = {"closed-1/4": "a quarter", "closed-1/2": "half", "closed-3/4": "three quarters"}
_SMALL = 1 / 200  # a change that is none
_TELLING = 1 / 10  # share of the closing sheet from which on a source is named
_TITLES = {
    "before": "Before",
    "after-1": "Just after",
    "closed-1/4": "A quarter closed",
    "closed-1/2": "Half closed",
    "closed-3/4": "Three quarters closed",
    "closed": "Closed",
    "crust": "Crust lifts",
    "fibroblasts": "Fibroblasts at work",
    "collagen-III": "Most young collagen",
    "month-1": "1 month on",
    "month-3": "3 months on",
    "month-6": "6 months on",
    "year-1": "1 year on",
    "year-2": "2 years on",
    "year-5": "5 years on",
}


def title(moment: Moment, session_days: Sequence[float]) -> str:
    """A few words."""
    word, _, place = moment.key.partition("-")
    if moment.key in _TITLES:
        return _TITLES[moment.key]
    visit = len(set(session_days)) if place == "last" else int(place)
    return f"{word.capitalize()} session {visit}"


def sentence(
    moment: Moment,
    states: Mapping[str, Band],
    struck: Sequence[Struck],
    wounds: Sequence[WoundState],
    session_days: Sequence[float],
) -> str:
    """One plain sentence, or two."""
    key = moment.key
    if key == "before":
        level = states["collagen_I"].median
        return f"Your skin today. Its collagen stands at {_percent(level)} of what it was when you were young."
    latest = [struck[wound.session] for wound in wounds if wound.since_days == min(w.since_days for w in wounds)]
    main = max(latest, key=lambda wound: wound.open_share + wound.loss) if latest else struck[0]
    if key in LATE:
        return _late(moment, states)
    if key == "after-1":
        return _capital(_done(main))
    if key.startswith("after"):
        return f"{when(moment.day)}, just after session {(moment.visit or 0) + 1}: {_done(main)}"
    if key.startswith("before"):
        last = (moment.visit or 0) + 1
        return f"{when(moment.day)}, before session {last + 1}: the skin has closed and rested. {_young(states)}"
    if key in _CLOSED:
        return f"{when(moment.day)}: new cells from {_from(main)} have closed {_CLOSED[key]} of the wound."
    if key == "closed":
        return f"{when(moment.day)}: the new cells have met. The wound is closed by a thin new layer."
    if key == "crust":
        return f"{when(moment.day)}: half of the crust has lifted off. New skin lies below it, still thin."
    if key == "fibroblasts":
        return f"{when(moment.day)}: the cells that build collagen are at their busiest. {_young(states)}"
    return f"{when(moment.day)}: most young collagen. {_young(states)} It is now replaced by lasting collagen."


def clinical(states: Mapping[str, Band], wounds: Sequence[WoundState], struck: Sequence[Struck]) -> str:
    """The same for the clinician: medians and 90\u00a0% bands."""

    def told(name: str) -> str:
        band = states[name]
        return f"{_short(band.median)} ({_short(band.low)} to {_short(band.high)})"

    parts = []
    if wounds and wounds[-1].open.high > 0.0:
        wound, first = wounds[-1], struck[wounds[-1].session]
        bare = wound.open_area
        parts.append(f"bare {_percent(bare.median)} ({_percent(bare.low)} to {_percent(bare.high)}) of the area")
        if not first.layer:
            parts.append(f"gap {wound.gap_um.median:.0f} ({wound.gap_um.low:.0f} to {wound.gap_um.high:.0f}) µm")
    parts += [f"inflammation {told('inflammation')}", f"activated fibroblasts {told('fibroblasts')}"]
    parts += [f"collagen I {told('collagen_I')}", f"III {told('collagen_III')}", f"fragmented {told('fragmented')}"]
    return f"{_capital('; '.join(parts))}."


def _done(wound: Struck) -> str:
    """What a session has done."""
    deep = max(wound.ablation_um, wound.necrosis_um)
    if deep < 1:
        return "the outermost dead cells are loosened; nothing is open."
    if not wound.layer:
        kind = "fine channels" if wound.ablation_um > 1 else "fine columns of heat"
        made = f"{_length(wound.width_um)} wide and {_length(deep)} deep"
        return f"{_round(wound.per_cm2)} {kind} per square centimetre, each {made}. The skin between them is whole."
    if wound.ablation_um > 1:
        return f"the upper {_length(wound.ablation_um)} of skin is gone, and cells are dead down to {_length(deep)}."
    if wound.open_share < _TELLING:
        return f"the upper {_length(deep)} of skin is loosened and will be shed. The layer that renews it lives."
    return f"the upper {_length(deep)} of skin is dead. It stays on as a cover until new skin is below it."


def _from(wound: Struck) -> str:
    shares = sorted(wound.sources, key=lambda each: -each[1])
    named = [ISLANDS if wound.layer and name == "epidermis" else SOURCES[name] for name, share in shares if share > _TELLING]
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else (named or [SOURCES["epidermis"]])[0]


def _young(states: Mapping[str, Band]) -> str:
    gained = states[f"collagen_III{GAINED}"]
    if gained.median < _SMALL:
        return "Young collagen (III) is not up yet."
    return f"Young collagen (III) is up by {_percent(gained.median)}."


def _late(moment: Moment, states: Mapping[str, Band]) -> str:
    count, unit = moment.key.split("-")[1], moment.key.split("-")[0]
    after = f"{count} {unit}{'' if count == '1' else 's'} after the last session"
    lasting, thicker = states[f"collagen_I{GAINED}"], states[f"dermis{GAINED}"]
    if max(abs(lasting.low), abs(lasting.high)) < _SMALL:
        return f"{_capital(after)}: no more lasting collagen (I) than the same skin left alone would have."
    how = f"{_percent(abs(lasting.median))} (90\u00a0% band {_signed(lasting.low)} to {_signed(lasting.high)})"
    more = f"{how} {'more' if lasting.median >= 0 else 'less'} lasting collagen (I) than the same skin left alone"
    if unit == "year" and int(count) > 1:
        return f"{_capital(after)}: both have aged on. Yours still has {more}."
    extra = f" and is {_percent(thicker.median)} thicker" if thicker.median > _SMALL else ""
    return f"{_capital(after)}: your skin has {more}{extra}."


def _percent(share: float) -> str:
    value = 100 * share
    return f"{value:.0f}\u00a0%" if value >= 10 or value < 1 / 20 else f"{value:.1f}".removesuffix(".0") + "\u00a0%"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(value: float) -> str:
    return "0" if abs(value) < 1 / 200 else f"{value:.2g}"


def _signed(share: float) -> str:
    return f"{round(100 * share)}".replace("-", "\u2212")


def _length(um: float) -> str:
    return f"{um / 1000:.2f} mm" if um >= 10 else f"{um / 1000:.3f} mm"


def _round(count: float) -> str:
    return f"{float(f'{count:.2g}'):.0f}"
