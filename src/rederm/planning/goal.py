"""What a plan maximises.

    value = 20 % quantile over draws of   sum_c weight_c severity_c gain_c / sum_c weight_c severity_c

gain_c is the gain of concern c, 180 days after the last session, against the untreated skin on the same date. The 20 %
quantile is what holds in 8 of 10 draws: a course with a wide band must promise more to rank as high. Concerns outside the
treated sites count with the gain they have (none).
"""

from typing import Any

import numpy as np

from rederm.draws import Samples

HORIZON_DAYS = 180
QUANTILE = 0.2


def weighted_gain(client: Any, outlook: Any) -> Samples:
    """Gain over all concerns in each draw, (n,): 1 would be every concern gone."""
    total, parts = 0.0, np.zeros(outlook.draws)
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        share = concern.weight * concern.severity
        if share > 0:
            total += share
            parts = parts + share * np.asarray(outlook.samples(f"gain.{key}.{HORIZON_DAYS}"), float)
    return parts / total if total else parts


def value(gain: Samples) -> float:
    """What the gain reaches in 8 of 10 draws."""
    return float(np.quantile(gain, QUANTILE))
