"""Every name that is said to be a person's own is drawn by some model."""

import numpy as np
import pytest

from rederm.draws import Draws, Persons, persons
from rederm.draws.persons import personal_names
from rederm.outlook import RISKS, simulate
from small_trial import invented


def test_every_personal_name_is_drawn_by_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    normal = persons.person_normal

    def heard(seed: int, name: str, numbers: np.ndarray) -> np.ndarray:
        asked.add(name)
        return normal(seed, name, numbers)

    monkeypatch.setattr(persons, "person_normal", heard)
    spec = invented()
    client = spec.cohort.sample(1, 1).strata()[0].client
    outlook = simulate(client, spec.arms[0].course, draws=Persons(Draws(2, 1), np.array([0, 1]), np.arange(2)))
    for name in (*RISKS, "pain", "downtime_days"):
        outlook.samples(name)
    assert outlook.apparent_age is not None
    outlook.sessions[0].figures["erythema_days"]
    for state in ("melanin", "collagen_I"):
        next(iter(outlook.regions.values())).healing.states[state]
    drawn = {name if name in personal_names() else f"{name.rpartition('.')[0]}.*" for name in asked}
    assert drawn == personal_names()
