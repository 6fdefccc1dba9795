"""New epidermis looks smoother for some weeks: all that an injury of the epidermis alone can do, and soon lost.

    H(t) = w sum_k e_k (1 - exp(-x / rise)) exp(-x / loss),     x = t - t_k > 0, e_k: share of the epidermis renewed

Takes part in texture and fine lines only. Assumed in size; that it fades within weeks to months is what two small series of
microdermabrasion saw. At the days at which the outcome model was fitted it adds next to nothing.

References: `rederm sources posterior/outcome`.
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.injury import Injury

RENEWED = ("texture", "fine-lines")


def renewal_hazard(injuries: Sequence[Injury], healing: Healing, draws: Draws) -> Samples:
    """Hazard by renewed epidermis, (n, days)."""
    days = np.asarray(healing.days, float)
    rise, loss = draws["outcome.renewal.rise"][:, None], draws["outcome.renewal.loss"][:, None]
    total = np.zeros((draws.n, len(days)))
    for injury, start in zip(injuries, healing.session_days, strict=True):
        since = np.clip(days - start, 0.0, None)[None, :]
        renewed = np.clip(injury.epidermal_loss, 0.0, 1.0)[:, None]
        total += renewed * -np.expm1(-since / rise) * np.exp(-since / loss)
    return draws["outcome.renewal.gain"][:, None] * total
