"""Does the scorer give back, from pixels alone, the healing scores of whole courses?

    python benchmarks/photo_courses.py           the rank correlation of each concern, over all and by skin type

A series is one invented client with every concern, a seed, a light turned its own way, a zoom and a course that the fit of
the scorer did not see (`photo_scores.TRIED`); its first picture is before the course. The others are follow-up pictures 30, 90
and 180 days after the last session, in the worse, the typical and the better case, with all marks of treatment that are
left. Concerns change together, as healing changes them. Rank correlation of score with grade within one client, mean over the
clients; and of the change of score with the change of grade over all clients, who differ in how far a score moves for a grade.
"""

from collections.abc import Sequence

import numpy as np
from photo_scores import LIGHTS, PIXELS, SITES, TRIED, Shot, Split, changes, rank, seen_as, turned

from rederm.course import Course
from rederm.look.colour import ColourTable, own_colour
from rederm.look.marks import treatment_marks
from rederm.look.photo.score import CONCERNS, graded
from rederm.look.picture import QUANTILES, Light, Patch, render
from rederm.look.relief import skin_pattern
from rederm.outlook import pictured, simulate
from rederm.skin import Client

COURSES = (
    "3 sessions of opus-plasma",
    "3 sessions of fractional-co2",
    "1 session of full-co2",
    "3 sessions of tca-peel",
    "4 sessions of microneedling",
    "3 sessions of nonablative-fractional",
    "3 sessions of rf-microneedle",
)
AFTER = (30, 90, 180)  # days after the last session
SERIES, DRAWS = 36, 24


def shots(index: int, split: Split = TRIED) -> list[Shot]:
    """One series; the first shot is before the course."""
    rng = np.random.default_rng([index, split.stream, 2])
    fitzpatrick, name = index % 6 + 1, LIGHTS[(index // 6) % 3]
    side, turn, lift = rng.choice(split.sides_mm), rng.choice(split.turns_deg), rng.choice(split.lifts_deg)
    age, site = float(rng.uniform(30, 75)), SITES[rng.integers(len(SITES))]
    concerns = [{"kind": kind, "site": site, "severity": float(rng.uniform(2, 3.5))} for kind in CONCERNS]
    client = Client.model_validate({"age": age, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": concerns})
    course = Course.parse(f"{COURSES[index % len(COURSES)]} on {site}")
    last = course.sessions[-1].day
    days = (0.0, *(last + day for day in AFTER))
    scene, told = pictured(simulate(client, course, days=int(days[-1]), draws=DRAWS, seed=index, also=days), site, days)
    patch = Patch(PIXELS, float(side), int(rng.integers(1e6)) + split.first_seed)
    table, light = ColourTable.of(own_colour(client, site)), turned(Light.named(name), turn, lift)
    pattern, marks = skin_pattern(patch, scene), treatment_marks(patch, scene)
    shown = [told["median"][0], *(day for quantile in QUANTILES for day in told[quantile][1:])]
    return [
        seen_as(index, client, name, dict(day.grades), render(marks.over(pattern.maps(day), day), table, light, patch))
        for day in shown
    ]


def within(taken: Sequence[Shot], kind: str) -> float:
    """Mean over the clients of the rank correlation of score with grade."""
    series = [[shot for shot in taken if shot.series == index] for index in {shot.series for shot in taken}]
    return float(np.nanmean([rank((shot.grades[kind], graded(kind, shot.measured)) for shot in row) for row in series]))


def table(taken: Sequence[Shot]) -> str:
    """The rank correlations in Markdown."""
    columns = ("concern", "one client", "all", *LIGHTS, "I", "II", "III", "IV", "V", "VI")
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    for kind in CONCERNS:
        found = changes(taken, kind)
        cells = [within(taken, kind), rank((g, s) for _, g, s in found)]
        cells += [rank((g, s) for shot, g, s in found if shot.light == light) for light in LIGHTS]
        cells += [rank((g, s) for shot, g, s in found if shot.fitzpatrick == kind_of) for kind_of in range(1, 7)]
        lines.append(f"| {kind} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table([shot for index in range(SERIES) for shot in shots(index)]))
