"""The course that a study gave, injured and healed in a typical person of it."""

import numpy as np

from rederm.draws import Draws
from rederm.evidence.observations import Observation
from rederm.evidence.subject import client_of, sessions_of
from rederm.healing import Healing, heal
from rederm.injury import injure
from rederm.skin import skin_at


class Treated:
    """Injuries of the observed course, and its healing on days counted from the first session."""

    def __init__(self, observation: Observation, draws: Draws) -> None:
        self.client = client_of(observation)
        self.skin = skin_at(self.client, observation.site)
        self.sessions = sessions_of(observation, self.client)
        first = self.sessions[0]
        self.injuries = [injure(first.setting, self.skin, draws, first.aftercare.skin_cooling)] * len(self.sessions)
        self.draws = draws

    def heal(self, days: np.ndarray) -> Healing:
        return heal(self.injuries, self.sessions, self.skin, self.client, self.draws, days)

    def healed(self, after: float) -> Healing:
        """Told on one day, `after` days from the last session."""
        return self.heal(np.array([0.0, self.sessions[-1].day + after]))
