"""Who is who in a trial: replicates one after the other, clients numbered through all of them.

Parallel arms take the clients of a replicate in turn; on a split face every client is in each arm. A row is a client in an arm.
"""

from dataclasses import dataclass

import numpy as np

from rederm.outlook.trial.spec import TrialSpec


@dataclass(frozen=True)
class Enrolled:
    """replicates: trials; each: clients of one; arms; sides: arms of one client, 1 or all."""

    replicates: int
    each: int
    arms: int
    sides: int

    @classmethod
    def of(cls, spec: TrialSpec) -> "Enrolled":
        arms = len(spec.arms)
        return cls(spec.replicates, spec.n * (1 if spec.split_face else arms), arms, arms if spec.split_face else 1)

    @property
    def clients(self) -> int:
        """In all replicates."""
        return self.replicates * self.each

    @property
    def rows(self) -> int:
        return self.clients * self.sides

    def replicate(self, numbers: np.ndarray) -> np.ndarray:
        """The replicate of these clients."""
        return np.asarray(numbers // self.each)

    def of_arm(self, numbers: np.ndarray, arm: int) -> np.ndarray:
        """Those of these clients who are in an arm."""
        return numbers if self.sides > 1 else numbers[numbers % self.arms == arm]

    def row(self, numbers: np.ndarray, arm: int) -> np.ndarray:
        """The rows of these clients in an arm that they are in."""
        return np.asarray(numbers * self.sides + (arm if self.sides > 1 else 0))

    def columns(self) -> dict[str, np.ndarray]:
        """ "replicate", "client" and "arm" (its place) of every row, small where they can be: there may be millions."""
        rows = np.arange(self.rows)
        client = rows // self.sides
        replicate, arm = (given.astype(np.uint16) for given in (self.replicate(client), rows % self.arms))
        return {"replicate": replicate, "client": client, "arm": arm}
