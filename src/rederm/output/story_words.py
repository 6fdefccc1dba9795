"""The figures beside a frame of a story: each with its 90 % band, the same ones in the same order in every frame."""

from dataclasses import dataclass

from rederm.look.story import Band, Frame, Story
from rederm.output.language import tr
from rederm.output.site_words import site_words
from rederm.output.words import capital, number
from rederm.sources import Sentence, sentence


@dataclass(frozen=True)
class Fact:
    """What, how much, between which bounds, to be said in a language; band is empty where there is nothing to bound."""

    label: str
    value: str
    band: str

    @property
    def said(self) -> "Fact":
        """The same in the language of now."""
        return Fact(tr(self.label), tr(self.value), tr(self.band))


NONE = sentence("none")


def facts(story: Story, frame: Frame) -> list[Fact]:
    """The figures of a frame."""
    treated = frame.treated
    wound = frame.wounds[-1] if frame.wounds else None
    thick = _scaled(treated["dermis"], story.skin.dermis_um / 1000)
    return [
        _fact(sentence("open wound, share of the area"), wound.open_area if wound else None, "%", 100.0),
        _fact(sentence("new skin, maturity"), wound.mature if wound else None, "%", 100.0),
        _fact(sentence("crust and dead skin"), wound.debris_um if wound else None, "µm", 1.0),
        _fact(sentence("immune cells, of a deep cut's peak"), treated["inflammation"], "%", 100.0),
        _fact(sentence("fibroblasts, of a deep cut's peak"), treated["fibroblasts"], "%", 100.0),
        _signed(sentence("collagen I, against left alone"), treated["collagen_I_gained"]),
        _signed(sentence("collagen III, against left alone"), treated["collagen_III_gained"]),
        _signed(sentence("broken collagen, against left alone"), treated["fragmented_gained"]),
        Fact(
            sentence("thickness of the dermis"),
            f"{thick.median:.2f} mm",
            sentence("{low} to {high}", low=f"{thick.low:.2f}", high=f"{thick.high:.2f}"),
        ),
        _fact(sentence("redness, 1 = just visible"), treated["redness"], "", 1.0),
        _signed(sentence("pigment, against left alone"), treated["melanin_gained"]),
    ]


def alternative(story: Story, frame: Frame) -> str:
    """What a frame shows, for who cannot see it."""
    told = [fact for fact in facts(story, frame) if fact.value not in ("0", NONE)]
    said = {
        "site": site_words(story.skin.site.name),
        "said": frame.said,
        "figures": capital("; ".join(f"{tr(fact.label)} {tr(fact.value)}" for fact in told)),
    }
    if frame.beside:
        return tr(
            "Simulated section through skin of the {site}. {said} The left half is treated, the right half is the same skin "
            "left alone. {figures}.",
            **said,
        )
    return tr("Simulated section through skin of the {site}. {said} {figures}.", **said)


def _fact(label: Sentence, band: Band | None, unit: str, factor: float) -> Fact:
    if band is None or band.high * factor < 0.05:
        return Fact(label, NONE, "")
    low, median, high = (number(factor * value) for value in (band.low, band.median, band.high))
    return Fact(label, f"{median} {unit}".strip(), _span(low, high))


def _signed(label: Sentence, band: Band) -> Fact:
    low, median, high = (
        f"{100 * value:+.0f}".replace("-", "\u2212").replace("+0", "0").replace("\u22120", "0")
        for value in (band.low, band.median, band.high)
    )
    return Fact(label, f"{median} %", _span(low, high))


def _span(low: str, high: str) -> str:
    return sentence("{low} to {high}", low=low, high=high) if low != high else ""


def _scaled(band: Band, factor: float) -> Band:
    return Band(factor * band.median, factor * band.low, factor * band.high)
