"""Samples of uncertain parameters, bands, the content-hash cache and the one parallel seam."""

from rederm.draws.band import band, bands, share_within
from rederm.draws.cache import Arrays, kept, model_version
from rederm.draws.noise import Samples
from rederm.draws.parallel import spread, worker_count
from rederm.draws.sample import Draws

__all__ = [
    "Arrays",
    "Draws",
    "Samples",
    "band",
    "bands",
    "kept",
    "model_version",
    "share_within",
    "spread",
    "worker_count",
]
