"""An outlook as pictures take it: what is shown of one site on some days, as a band of three and left alone."""

from collections.abc import Mapping, Sequence

import numpy as np

from rederm.look.picture import QUANTILES, UNTREATED, Appearance, Scene, appearances, wounding_of
from rederm.outlook.outlook import Outlook
from rederm.outlook.regions import covered
from rederm.skin import FACE_PARTS, load_site, skin_at
from rederm.sources import InputError


def pictured(outlook: Outlook, site: str, days: Sequence[float]) -> tuple[Scene, Mapping[str, list[Appearance]]]:
    """The scene at a treated site, and by quantile what each day shows; the days are among those that were followed.

    Of concerns, those on the site count, and those on the whole face where the site is a part of it. Raises InputError where
    the course does not treat the site.
    """
    region = outlook.regions[_region(outlook, site)]
    at = np.unique(np.asarray(days, float))
    here = {key: c for key, c in zip(outlook.client.keys(), outlook.client.concerns, strict=True) if _shows(site, c.site)}
    told, scores = region.told(at), outlook.scores_on(at)
    severities = {key: concern.severity for key, concern in here.items()}
    shown = {key: scores[key] for key in here}
    woundings = tuple(wounding_of(s, i) for s, i in zip(region.sessions, region.injuries, strict=True))
    scene = Scene(outlook.client, skin_at(outlook.client, site), here, woundings)
    return scene, {name: appearances(told, shown, severities, name) for name in (*QUANTILES, UNTREATED)}


def _region(outlook: Outlook, site: str) -> str:
    """Where the course treats the site; of a face treated in parts, the largest."""
    shares = covered(outlook.course, load_site(site).name, lambda name: load_site(name).number("area", "cm^2"))
    if not shares:
        treated = ", ".join(outlook.regions)
        raise InputError(f"the course does not treat {site}; it treats {treated}: name one of them with --site")
    return max(shares, key=lambda name: shares[name])


def _shows(site: str, concern_site: str) -> bool:
    if site == "face":
        return concern_site in (site, *FACE_PARTS)
    return concern_site == site or (concern_site == "face" and site in FACE_PARTS)
