"""The outlook of the best course of a plan as netCDF: every curve and figure with its band, its unit and what it means.

Laid out by the CF conventions as far as they speak of such data: labels as coordinates, units that UDUNITS reads, sources in
the head. Units of time are written in the singular, so that no reader turns a number of days into a date. Money has no unit in
UDUNITS; the price stands in the head. The bytes hang on the plan and on the versions of rederm and the libraries alone.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rederm import __version__
from rederm.draws import model_version
from rederm.output.netcdf_layout import layout
from rederm.sources import reference

if TYPE_CHECKING:
    import xarray as xr

NAME = "outlook.nc"
_MODEL = ("injury", "healing", "look", "outlook", "data")


def netcdf_files(plan: Mapping[str, Any]) -> dict[str, bytes]:
    """The file of the course of rank 1; plan: the content of plan.json."""
    outlook = plan["first_outlook"]
    return {NAME: _written(layout(outlook).assign_attrs(_head(outlook, plan)))}


def _written(data: "xr.Dataset") -> bytes:
    bare = {name: {"_FillValue": None} for name, values in data.variables.items() if values.dtype.kind == "f"}
    return bytes(data.to_netcdf(engine="h5netcdf", encoding=bare))


def _head(outlook: Mapping[str, Any], plan: Mapping[str, Any]) -> dict[str, Any]:
    """Who made it from what, and what it is not."""
    return {
        "Conventions": "CF-1.11",
        "title": f"Simulated outlook of a course of skin resurfacing: {outlook['course']}",
        "schema": "rederm.outlook.netcdf/1",
        "source": f"simulation, written by rederm {__version__}, model {model_version(*_MODEL)[:12]}",
        "history": f"written from plan {plan['id']}",
        "comment": str(plan["statement"]),  # HDF5 takes no kind of str but str itself, and a sentence is one
        "course": outlook["course"],
        "start": plan["start"],
        "draws": outlook["draws"],
        "seed": outlook["seed"],
        "level": str(outlook["level"]),
        "provisional": "yes: questions of the history are open" if plan["provisional"] else "no",
        "price": _price(outlook, plan),
        "no_data": "\n".join(f"{gap['quantity']}: {gap['reason']}" for gap in outlook["no_data"]),
        "warnings": "\n".join(outlook["warnings"]),
        "references": "\n".join(f"{name}: {reference(name).cite()}" for name in outlook["sources"]),
    }


def _price(outlook: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    if outlook["price_course"] is None:
        return "no price"
    low, high = outlook["price_range"]["low"], outlook["price_range"]["high"]
    band = f"{outlook['price_course']:.2f} {outlook['currency']} ({low:.2f} to {high:.2f})"
    return f"{band}, source: {outlook['price_source']}. {plan['price_note']}".strip()
