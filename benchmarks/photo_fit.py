"""Fits what takes concerns apart in photographs: writes data/appearance/photo_scores.toml.

    python benchmarks/photo_fit.py

A third of the pictures have every concern changed apart from the others (`photo_scores.shots`), so that one is not told by
another; the rest are follow-ups of simulated courses with what is left of their marks (`photo_courses.shots`), so that redness
and dark marks of treatment are not taken for it. Seeds, zooms and turns of the light are those of `FIT`. About ten minutes.
"""

from dataclasses import replace

import photo_courses
from photo_scores import FIT, STATES, fitted, repeated, shots, written

from rederm.sources import DATA

SERIES, REPEATED = 24, 8


def main() -> None:
    apart = [shot for index in range(SERIES) for shot in shots(index, FIT)]
    courses = (shot for index in range(SERIES) for shot in photo_courses.shots(index, FIT))
    followed = [replace(shot, series=shot.series + SERIES) for shot in courses]
    made = fitted([*apart, *followed])
    pictures = [apart[index * (STATES + 1)].pixels for index in range(REPEATED)]
    path = DATA / "appearance" / "photo_scores.toml"
    path.write_text(written(made, repeated(pictures, made), len(apart) + len(followed)), encoding="utf-8")


if __name__ == "__main__":
    main()
