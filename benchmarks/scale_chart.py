"""How the cost of a trial grows, as one figure: a panel for each thing that grows, and one of memory."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.theme import ACCENT, INK, MUTED, RULE, drawing, svg

SECOND = "#b98a5a"
LIMIT_MB = 1000
PANELS = {
    "replicates": ("replicates: draws of the laws", 1.0),
    "arms": ("arms of 2 000 clients", 1.0),
    "sessions": ("sessions of a course", 1.0),
    "last_visit_days": ("last visit, years after the course", 1 / 365),
}
SAID = (
    "Processor seconds of rederm trial over clients, replicates, arms, sessions and years, and its peak memory over clients; "
    "the figures stand in the tables of the page."
)


def seconds(run: Mapping[str, Any]) -> float:
    """Of all processes together."""
    return float(run["main_cpu_s"] + run["workers_cpu_s"])


def path(run: Mapping[str, Any]) -> float:
    """Seconds that nobody can take off a run with these workers: of the process and then of the busiest worker."""
    return float(run["main_cpu_s"] + run["busiest_cpu_s"])


def chart(figures: Mapping[str, Any]) -> str:
    """SVG."""
    with drawing(8.2, 4.9, 2, 3) as (figure, axes):
        panels = list(axes.flat)
        _clients(panels[0], figures)
        _memory(panels[1], figures)
        for axis, (name, (label, scale)) in zip(panels[2:], PANELS.items(), strict=True):
            runs = figures["growth"][name]
            _line(axis, [run[name] * scale for run in runs], [seconds(run) for run in runs], ACCENT)
            axis.set_xlabel(label)
            axis.set_ylabel("processor s")
            axis.set_ylim(0, 1.1 * max(map(seconds, runs)))
            if name == "replicates":
                axis.set_xscale("log")
            _ticks(axis, [run[name] * scale for run in runs])
        for axis in panels:
            axis.grid(axis="y", color=RULE, lw=0.5)
            axis.set_axisbelow(True)
        return svg(figure, "scale", SAID)


def _line(axis: Any, x: Sequence[float], y: Sequence[float], color: str, label: str | None = None) -> None:
    axis.plot(x, y, "o-", ms=3.5, lw=1.4, color=color, label=label)


def _ticks(axis: Any, places: Sequence[float]) -> None:
    axis.set_xticks(places, [f"{place:,.2g}" if place < 1 else f"{place:,.0f}".replace(",", " ") for place in places])
    axis.minorticks_off()


def _clients(axis: Any, figures: Mapping[str, Any]) -> None:
    alone = figures["growth"]["clients"]
    _line(axis, [run["clients"] for run in alone], [seconds(run) for run in alone], ACCENT, "1 worker")
    warm = [figures["workers"][name] for name in ("target_warm", "large_warm")]
    axis.plot([warm[1]["clients"]], [seconds(warm[1]["runs"][0])], "o", ms=3.5, color=ACCENT)
    _line(
        axis,
        [pair["clients"] for pair in warm],
        [path(pair["runs"][1]) for pair in warm],
        SECOND,
        "2 workers",
    )
    axis.set_xscale("log")
    axis.set_yscale("log")
    _ticks(axis, (100, 10_000, 1_000_000))
    axis.set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
    axis.set_xlabel("clients")
    axis.set_ylabel("s of the longest path")
    axis.legend(frameon=False, fontsize=7.5, loc="upper left")


def _memory(axis: Any, figures: Mapping[str, Any]) -> None:
    alone, million = figures["growth"]["clients"], figures["large"]
    _line(axis, [run["clients"] for run in alone], [run["main_mb"] for run in alone], ACCENT, "the process")
    axis.plot([million["clients"]], [million["with_out"]["main_mb"]], "o", ms=3.5, color=ACCENT)
    axis.plot([million["clients"]], [million["with_out"]["all_mb"]], "s", ms=4, color=SECOND, label="with 2 workers")
    axis.axhline(LIMIT_MB, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axis.text(100, LIMIT_MB * 0.97, "1 GB", color=INK, fontsize=7.5, va="top")
    axis.set_xscale("log")
    _ticks(axis, (100, 10_000, 1_000_000))
    axis.set_ylim(0, LIMIT_MB * 1.1)
    axis.set_xlabel("clients")
    axis.set_ylabel("peak memory, MB")
    axis.legend(frameon=False, fontsize=7.5, loc="center left")
