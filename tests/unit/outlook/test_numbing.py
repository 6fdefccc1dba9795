"""Numbing creams: which, how fast, how much."""

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.outlook.numbing import AGENTS, USUAL, agent_for, left, numbing_words, onset
from rederm.skin.history import History

DRAWS = Draws(500, seed=2)
PEEL = next(agent for agent in AGENTS if agent.key == "lidocaine_tetracaine")


@pytest.mark.parametrize(("minutes", "published"), [(30.0, 0.2), (60.0, 0.78), (150.0, 1.0)])
def test_onset_of_the_usual_cream_is_that_of_its_source(minutes: float, published: float) -> None:
    assert np.median(onset(USUAL, minutes, "face", DRAWS)) == pytest.approx(published, abs=0.05)


def test_the_peel_takes_alike_from_half_an_hour_on() -> None:
    early, late = (np.median(left(PEEL, minutes, "face", DRAWS)) for minutes in (30.0, 60.0))
    assert late <= early < late + 0.05


@pytest.mark.parametrize("agent", AGENTS)
@pytest.mark.parametrize("site", ["face", "eyelid", "abdomen"])
def test_longer_cream_leaves_less_in_every_draw(agent: object, site: str) -> None:
    found = np.stack([left(agent, minutes, site, DRAWS) for minutes in (0.0, 5.0, 30.0, 60.0, 240.0)])  # type: ignore[arg-type]
    assert (found[0] == 1.0).all()
    assert (np.diff(found, axis=0) <= 0.0).all()
    assert (found > 0.0).all()


def test_thin_skin_numbs_sooner_than_a_face_and_the_trunk_later() -> None:
    lid, face, trunk = (np.median(onset(USUAL, 35.0, site, DRAWS)) for site in ("eyelid", "face", "abdomen"))
    assert lid > face > trunk


@pytest.mark.parametrize(
    ("history", "key"),
    [
        (None, "lidocaine_prilocaine"),
        (History(), "lidocaine_prilocaine"),
        (History(allergies=("latex",)), "lidocaine_prilocaine"),
        (History(allergies=("prilocaine",)), "lidocaine_tetracaine"),
        (History(methaemoglobin_risk=True), "lidocaine_tetracaine"),
        (History(methaemoglobin_risk=True, allergies=("tetracaine",)), "lidocaine_liposomal"),
        (History(allergies=("Lidocaine",)), "tetracaine_gel"),
        (History(allergies=("EMLA cream",)), "tetracaine_gel"),
        (History(allergies=("procaine",)), "lidocaine_prilocaine"),
        (History(allergies=("lidocaine", "benzocaine")), None),
        (History(allergies=("local anaesthetic",)), None),
    ],
)
def test_the_next_cream_without_what_is_not_tolerated_is_taken(history: History | None, key: str | None) -> None:
    agent = agent_for(history)
    assert (agent.key if agent else None) == key


def test_the_usual_cream_needs_no_word() -> None:
    assert numbing_words(History()) == ""
    assert "allergy to prilocaine" in numbing_words(History(allergies=("prilocaine",)))
