"""What happens at a moment of the story, in the client's words and in the clinician's; figures are medians of the draws."""

from collections.abc import Mapping, Sequence

from rederm.look.story.moments import LATE, Moment
from rederm.look.story.quantities import GAINED, Band
from rederm.look.story.wounds import Struck, WoundState
from rederm.look.when import when
from rederm.sources import Sentence, counted, joined, mark, sentence

SOURCES = {
    "epidermis": mark("the living skin beside it"),
    "follicles": mark("the hair follicles"),
    "sweat ducts": mark("the sweat ducts"),
}
ISLANDS = mark("islands of living skin")
_CLOSED = {"closed-1/4": mark("a quarter"), "closed-1/2": mark("half"), "closed-3/4": mark("three quarters")}
_SMALL = 1 / 200  # a change that is none
_TELLING = 1 / 10  # share of the closing sheet from which on a source is named
_TITLES = {
    "before": mark("Before"),
    "after-1": mark("Just after"),
    "closed-1/4": mark("A quarter closed"),
    "closed-1/2": mark("Half closed"),
    "closed-3/4": mark("Three quarters closed"),
    "closed": mark("Closed"),
    "crust": mark("Crust lifts"),
    "fibroblasts": mark("Fibroblasts at work"),
    "collagen-III": mark("Most young collagen"),
    "month-1": mark("1 month on"),
    "month-3": mark("3 months on"),
    "month-6": mark("6 months on"),
    "year-1": mark("1 year on"),
    "year-2": mark("2 years on"),
    "year-5": mark("5 years on"),
}


def title(moment: Moment, session_days: Sequence[float]) -> Sentence:
    """A few words."""
    word, _, place = moment.key.partition("-")
    if moment.key in _TITLES:
        return sentence(_TITLES[moment.key])
    visit = len(set(session_days)) if place == "last" else int(place)
    return (
        sentence("Before session {visit}", visit=visit) if word == "before" else sentence("After session {visit}", visit=visit)
    )


def said(
    moment: Moment,
    states: Mapping[str, Band],
    struck: Sequence[Struck],
    wounds: Sequence[WoundState],
    session_days: Sequence[float],
) -> Sentence:
    """One plain sentence, or two."""
    key, day = moment.key, when(moment.day)
    if key == "before":
        level = _percent(states["collagen_I"].median)
        return sentence("Your skin today. Its collagen stands at {level} of what it was when you were young.", level=level)
    latest = [struck[wound.session] for wound in wounds if wound.since_days == min(w.since_days for w in wounds)]
    main = max(latest, key=lambda wound: wound.open_share + wound.loss) if latest else struck[0]
    if key in LATE:
        return _late(moment, states)
    if key == "after-1":
        return Sentence("{done!c}", {"done": _done(main)})
    if key.startswith("after"):
        visit = (moment.visit or 0) + 1
        return sentence("{day}, just after session {visit}: {done}", day=day, visit=visit, done=_done(main))
    young = _young(states)
    if key.startswith("before"):
        visit = (moment.visit or 0) + 2
        return sentence(
            "{day}, before session {visit}: the skin has closed and rested. {young}", day=day, visit=visit, young=young
        )
    if key in _CLOSED:
        share, source = sentence(_CLOSED[key]), _from(main)
        return sentence("{day}: new cells from {source} have closed {share} of the wound.", day=day, source=source, share=share)
    if key == "closed":
        return sentence("{day}: the new cells have met. The wound is closed by a thin new layer.", day=day)
    if key == "crust":
        return sentence("{day}: half of the crust has lifted off. New skin lies below it, still thin.", day=day)
    if key == "fibroblasts":
        return sentence("{day}: the cells that build collagen are at their busiest. {young}", day=day, young=young)
    return sentence("{day}: most young collagen. {young} It is now replaced by lasting collagen.", day=day, young=young)


def clinical(states: Mapping[str, Band], wounds: Sequence[WoundState], struck: Sequence[Struck]) -> Sentence:
    """The same for the clinician: medians and 90\u00a0% bands."""

    def band(name: str) -> Sentence:
        return _bounded(*(_short(value) for value in (states[name].median, states[name].low, states[name].high)))

    parts = []
    if wounds and wounds[-1].open.high > 0.0:
        wound, first = wounds[-1], struck[wounds[-1].session]
        bare, gap = wound.open_area, wound.gap_um
        share = _bounded(*(_percent(value) for value in (bare.median, bare.low, bare.high)))
        parts.append(sentence("bare {share} of the area", share=share))
        if not first.layer:
            width = _bounded(*(f"{value:.0f}" for value in (gap.median, gap.low, gap.high)))
            parts.append(sentence("gap {width} µm", width=width))
    parts += [
        sentence("inflammation {band}", band=band("inflammation")),
        sentence("activated fibroblasts {band}", band=band("fibroblasts")),
        sentence("collagen I {band}", band=band("collagen_I")),
        sentence("III {band}", band=band("collagen_III")),
        sentence("fragmented {band}", band=band("fragmented")),
    ]
    return Sentence("{parts!c}.", {"parts": joined("; ", parts)})


def _bounded(median: str, low: str, high: str) -> Sentence:
    return sentence("{median} ({low} to {high})", median=median, low=low, high=high)


def _done(wound: Struck) -> Sentence:
    """What a session has done."""
    deep = max(wound.ablation_um, wound.necrosis_um)
    upper, depth = _length(wound.ablation_um), _length(deep)
    if deep < 1:
        return sentence("the outermost dead cells are loosened; nothing is open.")
    if not wound.layer:
        sizes = {"count": _round(wound.per_cm2), "width": _length(wound.width_um), "depth": depth}
        if wound.ablation_um > 1:
            return sentence(
                "{count} fine channels per square centimetre, each {width} wide and {depth} deep. "
                "The skin between them is whole.",
                **sizes,
            )
        return sentence(
            "{count} fine columns of heat per square centimetre, each {width} wide and {depth} deep. "
            "The skin between them is whole.",
            **sizes,
        )
    if wound.ablation_um > 1:
        return sentence("the upper {upper} of skin is gone, and cells are dead down to {depth}.", upper=upper, depth=depth)
    if wound.open_share < _TELLING:
        return sentence("the upper {depth} of skin is loosened and will be shed. The layer that renews it lives.", depth=depth)
    return sentence("the upper {depth} of skin is dead. It stays on as a cover until new skin is below it.", depth=depth)


def _from(wound: Struck) -> Sentence:
    shares = sorted(wound.sources, key=lambda each: -each[1])
    named = [ISLANDS if wound.layer and name == "epidermis" else SOURCES[name] for name, share in shares if share > _TELLING]
    *others, last = [sentence(source) for source in named or [SOURCES["epidermis"]]]
    return sentence("{others} and {last}", others=joined(", ", others), last=last) if others else last


def _young(states: Mapping[str, Band]) -> Sentence:
    gained = states[f"collagen_III{GAINED}"]
    if gained.median < _SMALL:
        return sentence("Young collagen (III) is not up yet.")
    return sentence("Young collagen (III) is up by {share}.", share=_percent(gained.median))


def _late(moment: Moment, states: Mapping[str, Band]) -> Sentence:
    unit, _, digits = moment.key.partition("-")
    count = int(digits)
    after = (
        counted("{count} year after the last session", "{count} years after the last session", count)
        if unit == "year"
        else counted("{count} month after the last session", "{count} months after the last session", count)
    )
    lasting, thicker = states[f"collagen_I{GAINED}"], states[f"dermis{GAINED}"]
    if max(abs(lasting.low), abs(lasting.high)) < _SMALL:
        return sentence("{after!c}: no more lasting collagen (I) than the same skin left alone would have.", after=after)
    how = {"share": _percent(abs(lasting.median)), "low": _signed(lasting.low), "high": _signed(lasting.high)}
    more = (
        sentence("{share} (90\u00a0% band {low} to {high}) more lasting collagen (I) than the same skin left alone", **how)
        if lasting.median >= 0
        else sentence("{share} (90\u00a0% band {low} to {high}) less lasting collagen (I) than the same skin left alone", **how)
    )
    if unit == "year" and count > 1:
        return sentence("{after!c}: both have aged on. Yours still has {more}.", after=after, more=more)
    if thicker.median > _SMALL:
        thick = _percent(thicker.median)
        return sentence("{after!c}: your skin has {more} and is {thick} thicker.", after=after, more=more, thick=thick)
    return sentence("{after!c}: your skin has {more}.", after=after, more=more)


def _percent(share: float) -> str:
    value = 100 * share
    return f"{value:.0f}\u00a0%" if value >= 10 or value < 1 / 20 else f"{value:.1f}".removesuffix(".0") + "\u00a0%"


def _short(value: float) -> str:
    return "0" if abs(value) < 1 / 200 else f"{value:.2g}"


def _signed(share: float) -> str:
    return f"{round(100 * share)}".replace("-", "\u2212")


def _length(um: float) -> str:
    return f"{um / 1000:.2f} mm" if um >= 10 else f"{um / 1000:.3f} mm"


def _round(count: float) -> str:
    return f"{float(f'{count:.2g}'):.0f}"
