"""The fits of the ablation terms as they ship: by all series, and by all but one, for predictions of what was not seen.

data/evidence/lesion_fits.toml is written by the calibration; means and sds are in the fitted space of each term.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rederm.evidence.lesion_draws import NormalFit
from rederm.evidence.posterior_file import write_tie
from rederm.evidence.terms import Term
from rederm.sources import DATA, read_toml, write_whole

PATH = DATA / "evidence" / "lesion_fits.toml"
WHOLE = "all"
_HEAD = """\
# Fits of the lesion terms on the rows of lesions.toml: by all series, and by all but the one named. Mean and sd in the
# fitted space of each term (ln, logit or plain), lower triangle of the correlation. Written by the calibration.
"""


@cache
def fits() -> Mapping[str, NormalFit]:
    """The fit by all series under "all", the fit without each series under its name."""
    return {name: _fit(record) for name, record in read_toml(PATH).items()}


def fit_for(series: str, *, left_out: bool) -> NormalFit:
    """The fit to predict a row of a series with; a series that no fit was made on is predicted from all."""
    known = fits()
    return known[series if left_out and series in known else WHOLE]


def fits_text(found: Mapping[str, NormalFit]) -> str:
    """The table of fits."""
    return _HEAD + "".join(f"\n[{name}]\n{_record(fit)}" for name, fit in found.items())


def write_fits(found: Mapping[str, NormalFit], shared: NormalFit) -> None:
    """Write both tables; `shared`: what the draws of the product hold."""
    write_whole(PATH, fits_text(found))
    write_tie("lesion", shared.tie)
    fits.cache_clear()


def _record(fit: NormalFit) -> str:
    names, kinds = _list([t.name for t in fit.terms]), _list([t.distribution for t in fit.terms])
    numbers = f"mean = {_list(fit.mean)}\nsd = {_list(fit.sd)}\n"
    return f"names = {names}\ndistributions = {kinds}\n{numbers}lower = {_rows(fit.lower)}\n"


def _list(values: Any) -> str:
    return "[" + ", ".join(f'"{v}"' if isinstance(v, str) else repr(v) for v in values) + "]"


def _rows(lower: tuple[tuple[float, ...], ...]) -> str:
    return "[\n" + "".join(f"  {_list(row)},\n" for row in lower) + "]"


def _fit(record: Mapping[str, Any]) -> NormalFit:
    each = zip(record["names"], record["distributions"], record["mean"], record["sd"], strict=True)
    return NormalFit(
        terms=tuple(Term(*values) for values in each),
        mean=tuple(record["mean"]),
        sd=tuple(record["sd"]),
        lower=tuple(tuple(row) for row in record["lower"]),
    )
