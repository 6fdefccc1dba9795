"""Samples of uncertain parameters, bands, the content-hash cache and the one parallel seam."""

from rederm.draws.band import HIGH, LOW, band, bands, bands_by_day, share_within
from rederm.draws.cache import Arrays, kept, model_version
from rederm.draws.crossed import AnotherClinic, Crossed
from rederm.draws.grouped import Grouped, group_of, groups
from rederm.draws.noise import Samples
from rederm.draws.parallel import spread, worker_count
from rederm.draws.persons import Persons, person_normal, person_uniform
from rederm.draws.remembered import Same, remembered
from rederm.draws.sample import Draws

__all__ = [
    "HIGH",
    "LOW",
    "AnotherClinic",
    "Arrays",
    "Crossed",
    "Draws",
    "Grouped",
    "Persons",
    "Same",
    "Samples",
    "band",
    "bands",
    "bands_by_day",
    "group_of",
    "groups",
    "kept",
    "model_version",
    "person_normal",
    "person_uniform",
    "remembered",
    "share_within",
    "spread",
    "worker_count",
]
