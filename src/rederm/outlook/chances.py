"""What the chances of a course share: open area x days, the worst session, the logistic, and what counts as off the face."""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Samples
from rederm.injury import Injury
from rederm.skin import Skin


def open_days(injury: Injury, closure_hours: Samples) -> Samples:
    """Open area x days to close, (n,) [d]; 0 where nothing is open."""
    return np.asarray(injury.open_share * finite(closure_hours) / 24.0)


def finite(figures: Samples) -> Samples:
    """Figures with 0 where they do not apply."""
    return figures if np.isfinite(figures).all() else np.nan_to_num(figures)


def largest(arrays: Sequence[Samples]) -> Samples:
    """Of the sessions of a course: the largest in each draw, (n,)."""
    return np.asarray(np.maximum.reduce(list(arrays)))


def logistic(x: Samples) -> Samples:
    """1 / (1 + e^-x)."""
    from scipy.special import expit

    return np.asarray(expit(x))


def off_face(skin: Skin) -> bool:
    """Neck, chest and body, where darkening and scars are counted apart."""
    return skin.site.group in ("neck-chest", "body")
