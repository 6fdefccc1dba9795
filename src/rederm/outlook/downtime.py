"""When a client can show their face: closed, free of crust and not visibly swollen. Make-up covers what redness is left."""

import numpy as np

from rederm.draws import Samples
from rederm.healing import Healing
from rederm.outlook.chances import finite


def social_downtime_days(healing: Healing) -> Samples:
    """Days after each session until it can be covered by make-up, (n, sessions)."""
    closed = finite(healing.closure_hours) / 24
    return np.maximum.reduce([closed, finite(healing.crust_days), finite(healing.edema_days)])
