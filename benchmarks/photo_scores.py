"""Does the scorer give back, from pixels alone, the grades that rendered pictures were made from?

    python benchmarks/photo_scores.py            the rank-correlation table on pictures that the fit did not see

A series is one skin: an invented client, a seed, a light turned its own way, a zoom; its first picture is today. `together`:
in the others every concern has another grade, all drawn apart, 0 to 115 % of today's. `alone`: one concern at 65 and at 30 %,
the others as today. Together: rank correlation of the change of grade with the change of score, over all series, by light and
skin type. Alone: share of pictures in the right order. Seeds, turns of the light, zooms (fit: 14, 20, 28, 38 mm; tried: 12,
17, 24, 33, 40 mm) and heights of the light of the two sets differ; front, raking and cross-polarised light take turns.
Pictures go through PNG and `read_photo`. Slow: minutes for ten series.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from rederm.look.colour import ColourTable, own_colour
from rederm.look.photo import check_photo, read_photo
from rederm.look.photo import numerics_photo as n
from rederm.look.photo.measures import NAMES, angle_of, measures
from rederm.look.photo.score import CONCERNS, graded
from rederm.look.picture import Appearance, Light, Patch, Scene, render
from rederm.look.relief import skin_pattern
from rederm.skin import Client, skin_at

LIGHTS = ("front", "raking", "cross-polarised")
SITES = ("cheek", "forehead", "hand", "decollete", "neck")
PIXELS, STATES = 320, 4
ALONE = (0.65, 0.3)


@dataclass(frozen=True)
class Split:
    """What one set of pictures is drawn from."""

    stream: int
    first_seed: int
    sides_mm: tuple[float, ...]
    turns_deg: tuple[float, ...]
    lifts_deg: tuple[float, ...]


FIT = Split(17, 0, (14, 20, 28, 38), (0, 90, 200), (0, 6))
TRIED = Split(91, 10**7, (12, 17, 24, 33, 40), (45, 150, 270), (-6, 3))


@dataclass(frozen=True, eq=False)
class Shot:
    """One picture. grades: it was made from; measured: NAMES; light: name; own_deg: the angle that the skin has by its optics;
    pixels: of the picture."""

    series: int
    fitzpatrick: int
    light: str
    grades: Mapping[str, float]
    measured: Mapping[str, float]
    angle_deg: float
    own_deg: float
    pixels: np.ndarray


def turned(light: Light, turn_deg: float, lift_deg: float) -> Light:
    """The same lights, turned about the view and raised."""
    beams = light.beams.copy()
    angle = np.deg2rad(turn_deg)
    beams[:, :2] = light.beams[:, :2] @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    height = np.clip(np.arcsin(beams[:, 2]) + np.deg2rad(lift_deg), 0.2, 1.5)
    beams[:, :2] *= (np.cos(height) / np.maximum(np.hypot(beams[:, 0], beams[:, 1]), 1e-6))[:, None]
    beams[:, 2] = np.sin(height)
    return replace(light, beams=beams)


def shots(index: int, split: Split, together: bool = True) -> list[Shot]:
    """One series; the first shot is today's."""
    rng = np.random.default_rng([index, split.stream])
    fitzpatrick, name = index % 6 + 1, LIGHTS[(index // 6) % 3]
    side, turn, lift = rng.choice(split.sides_mm), rng.choice(split.turns_deg), rng.choice(split.lifts_deg)
    age, site = float(rng.uniform(30, 75)), SITES[rng.integers(len(SITES))]
    concerns = [{"kind": kind, "site": site, "severity": 3.0} for kind in CONCERNS]
    client = Client.model_validate({"age": age, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": concerns})
    scene = Scene(client, skin_at(client, site), dict(zip(CONCERNS, client.concerns, strict=True)), ())
    patch = Patch(PIXELS, float(side), int(rng.integers(1e6)) + split.first_seed)
    table, light, pattern = (
        ColourTable.of(own_colour(client, site)),
        turned(Light.named(name), turn, lift),
        skin_pattern(patch, scene),
    )
    today = {kind: float(rng.uniform(2, 3.5)) for kind in CONCERNS}
    states = [dict.fromkeys(CONCERNS, 1.0)]
    if together:
        states += [{kind: float(rng.uniform(0, 1.15)) for kind in CONCERNS} for _ in range(STATES)]
    else:
        states += [dict.fromkeys(CONCERNS, 1.0) | {kind: left} for kind in CONCERNS for left in ALONE]
    found = []
    for state in states:
        grades = {kind: today[kind] * state[kind] for kind in CONCERNS}
        pixels = render(pattern.maps(Appearance(0.0, "median", grades)), table, light, patch)
        found.append(seen_as(index, client, name, grades, pixels))
    return found


def seen_as(index: int, client: Client, light: str, grades: Mapping[str, float], pixels: np.ndarray) -> Shot:
    """A picture as the scorer meets it: a PNG file that is read."""
    from PIL import Image

    from rederm.look.colour.own import typology_angle

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shot.png"
        Image.fromarray(pixels).save(path)
        checked = check_photo(read_photo(path))
    return Shot(index, client.fitzpatrick, light, grades, measures(checked), angle_of(checked), typology_angle(client), pixels)


def changes(taken: Sequence[Shot], kind: str) -> list[tuple[Shot, float, float]]:
    """Every shot after the first of its series, with the change of grade and of score."""
    first = {}
    for shot in taken:
        first.setdefault(shot.series, shot)
    found = []
    for shot in taken:
        today = first[shot.series]
        if shot is not today:
            step = shot.grades[kind] - today.grades[kind]
            found.append((shot, step, graded(kind, shot.measured) - graded(kind, today.measured)))
    return found


def ordered(taken: Sequence[Shot], kind: str) -> float:
    """Of skin on which this concern alone changed: share of neighbouring pictures whose scores stand in the order of grades."""
    right = []
    for series in {shot.series for shot in taken}:
        row = [shot for shot in taken if shot.series == series]
        row = [row[0], *(shot for shot in row[1:] if shot.grades[kind] != row[0].grades[kind])]
        row.sort(key=lambda shot: shot.grades[kind])
        scores = [graded(kind, shot.measured) for shot in row]
        right += [low < high for low, high in pairwise(scores)]
    return float(np.mean(right)) if right else float("nan")


def rank(pairs: Iterable[tuple[float, float]]) -> float:
    told = list(pairs)
    return float(spearmanr(*zip(*told, strict=True)).statistic) if len(told) > 2 else float("nan")


def fitted(taken: Sequence[Shot]) -> dict[str, tuple[float, np.ndarray]]:
    """Offset and weights of each concern by ridge regression on the changes within series."""
    first = {}
    for shot in taken:
        first.setdefault(shot.series, shot)
    logs = {id(shot): np.log(np.maximum([shot.measured[name] for name in NAMES], n.LEAST_MEASURE)) for shot in taken}
    later = [shot for shot in taken if shot is not first[shot.series]]
    steps = np.array([logs[id(shot)] - logs[id(first[shot.series])] for shot in later])
    spread = steps.std(axis=0)
    scaled, made = steps / spread, {}
    for kind in CONCERNS:
        told = np.array([shot.grades[kind] - first[shot.series].grades[kind] for shot in later])
        weights = np.linalg.solve(scaled.T @ scaled + n.RIDGE * len(later) * np.eye(len(NAMES)), scaled.T @ told) / spread
        level = np.mean([shot.grades[kind] - weights @ logs[id(shot)] for shot in taken])
        made[kind] = (float(level), weights)
    return made


def written(made: Mapping[str, tuple[float, np.ndarray]], repeat: Mapping[str, float], count: int) -> str:
    """The table of weights as TOML."""
    lines = ["# Weights that take concerns apart in photographs; written by benchmarks/photo_fit.py, not edited by hand.\n"]

    def entry(name: str, value: float, unit: str, method: str, note: str) -> None:
        population = f"{count} rendered pictures of invented skin"
        lines.append(
            f'[{name}]\nvalue = {value:.4g}\nunit = "{unit}"\nmethod = "{method}"\npopulation = "{population}"\n'
            f'source = ["rederm-derivation"]\nnote = "{note}"\n'
        )

    for kind, (level, weights) in made.items():
        entry(f"{kind}.offset", level, "1", "fitted", "grade at ln f = 0: levels are rough, changes count")
        for name, weight in zip(NAMES, weights, strict=True):
            entry(f"{kind}.weight.{name}", float(weight), "1", "fitted", "grade per e-fold of the measure")
        entry(f"{kind}.repeatability", repeat[kind], "1", "computed", "sd of the grade over cuts of 90 % and other exposures")
    entry("colour.repeatability", repeat["colour"], "deg", "computed", "sd of the ITA over the same")
    return "\n".join(lines)


def varied(checked_light: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same picture cut to nine tenths, exposed and balanced a little otherwise, with the noise of a sensor; as bytes."""
    from rederm.look.colour import srgb

    side = checked_light.shape[0]
    cut = int(0.9 * side)
    top, left = rng.integers(0, side - cut + 1, 2)
    light = checked_light[top : top + cut, left : left + cut] * np.exp(rng.normal(0, 0.1)) * np.exp(rng.normal(0, 0.02, 3))
    light = light + rng.normal(0, 0.004, light.shape)
    return np.rint(255 * srgb(np.clip(light, 0, 1))).astype(np.uint8)


def repeated(pictures: Iterable[np.ndarray], made: Mapping[str, tuple[float, np.ndarray]], times: int = 3) -> dict[str, float]:
    """Standard deviation of each grade, and of the angle, when the same skin is photographed again."""
    from rederm.look.photo import Photo
    from rederm.look.photo.read import shrunk

    rng, spreads = np.random.default_rng(7), []
    for pixels in pictures:
        rows = []
        for _ in range(times):
            checked = check_photo(Photo(varied(shrunk(pixels, 1), rng)))
            seen = measures(checked)
            logs = np.log(np.maximum([seen[name] for name in NAMES], n.LEAST_MEASURE))
            rows.append([level + weights @ logs for level, weights in made.values()] + [angle_of(checked)])
        spreads.append(np.var(rows, axis=0, ddof=1))
    return dict(zip((*made, "colour"), np.sqrt(np.mean(spreads, axis=0)), strict=True))


def table(together: Sequence[Shot], alone: Sequence[Shot]) -> str:
    """The rank correlations in Markdown."""
    types = range(1, 7)
    columns = ("concern", "alone", "together", *LIGHTS, "I", "II", "III", "IV", "V", "VI")
    head = f"| {' | '.join(columns)} |"
    lines = [head, "|" + "---|" * (head.count("|") - 1)]
    for kind in CONCERNS:
        all_ = changes(together, kind)
        cells = [ordered(alone, kind), rank((g, s) for _, g, s in all_)]
        cells += [rank((g, s) for shot, g, s in all_ if shot.light == light) for light in LIGHTS]
        cells += [rank((g, s) for shot, g, s in all_ if shot.fitzpatrick == t) for t in types]
        lines.append(f"| {kind} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    lines.append(f"\nITA of the picture against that of the skin: {rank((s.own_deg, s.angle_deg) for s in together):.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(
        table(
            [shot for index in range(24) for shot in shots(index, TRIED)],
            [shot for index in range(6) for shot in shots(index, TRIED, together=False)],
        )
    )
