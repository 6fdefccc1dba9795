"""The figures beside a frame of a story: each with its 90 % band, the same ones in the same order in every frame."""

from dataclasses import dataclass

from rederm.look.story import Band, Frame, Story
from rederm.output.words import number


@dataclass(frozen=True)
class Fact:
    """What, how much, between which bounds; band is empty where there is nothing to bound."""

    label: str
    value: str
    band: str


def facts(story: Story, frame: Frame) -> list[Fact]:
    """The figures of a frame."""
    treated = frame.treated
    wound = frame.wounds[-1] if frame.wounds else None
    thick = _scaled(treated["dermis"], story.skin.dermis_um / 1000)
    return [
        _fact("open wound, share of the area", wound.open_area if wound else None, "%", 100.0),
        _fact("new skin, maturity", wound.mature if wound else None, "%", 100.0),
        _fact("crust and dead skin", wound.debris_um if wound else None, "µm", 1.0),
        _fact("immune cells, of a deep cut's peak", treated["inflammation"], "%", 100.0),
        _fact("fibroblasts, of a deep cut's peak", treated["fibroblasts"], "%", 100.0),
        _signed("collagen I, against left alone", treated["collagen_I_gained"]),
        _signed("collagen III, against left alone", treated["collagen_III_gained"]),
        _signed("broken collagen, against left alone", treated["fragmented_gained"]),
        Fact("thickness of the dermis", f"{thick.median:.2f} mm", f"{thick.low:.2f} to {thick.high:.2f}"),
        _fact("redness, 1 = just visible", treated["redness"], "", 1.0),
        _signed("pigment, against left alone", treated["melanin_gained"]),
    ]


def alternative(story: Story, frame: Frame) -> str:
    """What a frame shows, for who cannot see it."""
    shown = [f"{fact.label} {fact.value}" for fact in facts(story, frame) if fact.value not in ("0", "none")]
    site = story.skin.site.name.replace("-", " ")
    beside = " The left half is treated, the right half is the same skin left alone." if frame.beside else ""
    return f"Simulated section through skin of the {site}. {frame.said}{beside} {'; '.join(shown).capitalize()}."


def _fact(label: str, band: Band | None, unit: str, factor: float) -> Fact:
    if band is None or band.high * factor < 0.05:
        return Fact(label, "none", "")
    low, median, high = (number(factor * value) for value in (band.low, band.median, band.high))
    return Fact(label, f"{median} {unit}".strip(), f"{low} to {high}" if low != high else "")


def _signed(label: str, band: Band) -> Fact:
    low, median, high = (
        f"{100 * value:+.0f}".replace("-", "\u2212").replace("+0", "0").replace("\u22120", "0")
        for value in (band.low, band.median, band.high)
    )
    return Fact(label, f"{median} %", f"{low} to {high}" if low != high else "")


def _scaled(band: Band, factor: float) -> Band:
    return Band(factor * band.median, factor * band.low, factor * band.high)
