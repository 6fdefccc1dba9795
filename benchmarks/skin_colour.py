"""Fits the optics of skin on spectra of people and says how well they tell colour.

PYTHONPATH=src python benchmarks/skin_colour.py

Writes colour_own.toml and colour_classes.toml in data/appearance, and docs/methods/colour.md, whose figures are those of the
latter: a test compares them. Needs the archive (`skin_spectra.py`).
"""

from typing import Any

import numpy as np
from skin_fit import NAMES, figures, one_by_one
from skin_page import PAGE, page
from skin_people import ANGLES, MIDDLE_AGE, SITE_NAMES, by_who, of_who
from skin_spectra import AGES, CLASS_RANGES, People, archive, balanced, difference

from rederm.look.colour.difference import ciede2000
from rederm.look.colour.optics import reflectance
from rederm.look.colour.spaces import CLASSES
from rederm.sources import DATA

OWN, MEASURED = DATA / "appearance" / "colour_own.toml", DATA / "appearance" / "colour_classes.toml"
MOST, SEED, HELD_OUT = 150, 20250117, 5  # spectra of a class and group; one person in so many is held out
ENOUGH = 30  # spectra of one laboratory
FACE = ("cheek", "chin", "forehead", "nose")


def held_out(people: People) -> np.ndarray:
    """True for the spectra of one person in five."""
    names = np.unique(people.subject)
    chosen = np.random.default_rng(SEED).permutation(names)[: len(names) // HELD_OUT]
    return np.isin(people.subject, chosen)


def measured(people: People, sample: People, kept: np.ndarray, misfits: dict[str, np.ndarray]) -> dict[str, Any]:
    """Figures of every class: colours of the whole archive, and misfits of the sample; kept: people held out."""
    found: dict[str, Any] = {}
    face = np.isin(people.site, FACE)
    for kind, name in enumerate(CLASSES):
        here, drawn, out = people.kind == kind, sample.kind == kind, kept & (sample.kind == kind)
        entry: dict[str, Any] = {"range_deg": CLASS_RANGES[kind]}
        entry["spectra"], entry["people"] = int(drawn.sum()), _count(sample.subject[drawn])
        entry["fit"] = _two(misfits["one by one"][drawn])
        entry["held_out_spectra"], entry["held_out_people"] = int(out.sum()), _count(sample.subject[out])
        entry["held_out"], entry["class_mean"] = _two(misfits["by who"][out]), _two(misfits["class mean"][out])
        for part, inside in (("all", here), ("face", here & face), ("body", here & ~face)):
            entry[part] = {
                "spectra": int(inside.sum()),
                "angle_deg": round(float(people.angle[inside].mean()), 1),
                "mean": np.round(people.lab[inside].mean(axis=0), 1).tolist(),
                "sd": np.round(people.lab[inside].std(axis=0), 1).tolist(),
            }
        found[name] = entry
    return found


def origins(sample: People, kept: np.ndarray, known: np.ndarray) -> list[float]:
    """Least and greatest median misfit of people held out, by the laboratory that measured them where there are enough."""
    places = [kept & (sample.origin == one) for one in np.unique(sample.origin)]
    found = [np.median(known[here]) for here in places if here.sum() >= ENOUGH]
    return [round(float(min(found)), 2), round(float(max(found)), 2)]


def of_class_mean(sample: People, kept: np.ndarray) -> np.ndarray:
    """CIEDE2000 from the mean colour of the class, of people who are not held out."""
    means = np.array([sample.lab[~kept & (sample.kind == kind)].mean(axis=0) for kind in range(len(CLASSES))])
    return ciede2000(means[sample.kind], sample.lab)


def _count(names: np.ndarray) -> int:
    return len(np.unique(names))


def _two(values: np.ndarray) -> list[float]:
    return [round(float(x), 2) for x in np.percentile(values, [50, 95])]


def curves_text(c: np.ndarray) -> str:
    """The fitted curves as a table of data."""
    knots, names = len(ANGLES), NAMES[1:]
    said = 'method = "fitted"\nsource = ["issa-2025"]\n'
    lines = [
        "# Optics of untreated skin over the individual typology angle. Written by `make colour` (docs/methods/colour.md).\n"
    ]
    lines += ["[curves]", said + 'population = "2,113 people of 8 countries, 10 sites"']
    lines.append(
        'note = "ln of blood, scattering, backscatter, vessel_um, logit of oxygenation, rayleigh; straight between the angles"'
    )
    lines.append(f"angle_deg = {ANGLES.tolist()}")
    lines += [f"{name} = {np.round(c[:knots, k], 3).tolist()}" for k, name in enumerate(names)]
    lines += ["\n[sites]", said + 'note = "added to the curves at a site"']
    for row, site in enumerate(SITE_NAMES, start=knots):
        lines.append(f"{site} = {{ " + ", ".join(f"{name} = {c[row, k]:.3f}" for k, name in enumerate(names)) + " }")
    lines += [
        "\n[age]",
        said + 'note = "added for each decade beyond middle_years; bands of age of the archive from first to last"',
    ]
    lines += [f"middle_years = {MIDDLE_AGE}", f"first_years = {min(AGES.values())}", f"last_years = {max(AGES.values())}"]
    lines += [f"{name} = {c[-1, k]:.3f}" for k, name in enumerate(names)]
    return "\n".join(lines) + "\n"


def classes_text(found: dict[str, Any]) -> str:
    """Figures of the classes as a table of data."""
    lines = ["# Colour of people by class of the typology angle, and how well the optics tell it. Written by `make colour`.\n"]
    lines += ["[about]", 'method = "measured in vivo"', 'source = ["issa-2025"]']
    lines.append('note = "CIELAB, D65, 2 degrees, specular included; fit, held_out, class_mean: CIEDE2000, median and 95 %"')
    for name, entry in found.items():
        head = f'"{name}"' if " " in name else name
        lines.append(f"\n[{head}]")
        for key, value in entry.items():
            if isinstance(value, dict):
                lines.append(f"{key} = {{ " + ", ".join(f"{k} = {v}" for k, v in value.items()) + " }")
            else:
                lines.append(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}")
    return "\n".join(lines) + "\n"


def main() -> None:
    people = archive()
    sample = balanced(people, MOST, SEED)
    kept = held_out(sample)
    misfits = {
        "one by one": difference(reflectance(figures(one_by_one(sample))), sample),
        "by who": difference(reflectance(figures(of_who(sample, by_who(sample.at(~kept))))), sample),
        "class mean": of_class_mean(sample, kept),
    }
    found = measured(people, sample, kept, misfits)
    found["origins"] = {"held_out": origins(sample, kept, misfits["by who"])}
    for path, text in ((OWN, curves_text(by_who(sample))), (MEASURED, classes_text(found)), (PAGE, page(found))):
        part = path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    print(page(found))


if __name__ == "__main__":
    main()
