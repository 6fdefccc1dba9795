"""What there is and where it comes from: devices, sources of numbers, layouts of answers."""

from typing import Annotated

import typer

from rederm.cli.options import AsJson
from rederm.cli.read import show


def devices(as_json: AsJson = False) -> None:
    """List the devices with their dials, limits, studied ranges and provenance."""
    from rederm.devices import device_names, load_device
    from rederm.output import listing

    found = [load_device(name) for name in device_names()]
    show(listing.devices_json(found), as_json, lambda: listing.print_devices(found))


def sources(
    name: Annotated[str | None, typer.Argument(help="Part of a value's name, table or source.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say where a number comes from; without a name, check every table."""
    from rederm import sources as room
    from rederm.output import listing

    if name is None:
        wrong = room.problems()
        show(listing.check_json(wrong), as_json, lambda: listing.print_check(wrong))
        if wrong:
            raise typer.Exit(1)
        return
    found = room.search(name)
    if not found:
        known = {part for entry in room.entries() for part in [entry.name, *entry.name.split(".")]}
        raise room.InputError(f"no value named {name!r}{room.nearest(name, known)}")
    show(listing.sources_json(found), as_json, lambda: listing.print_sources(found))


def schema(
    name: Annotated[
        str | None, typer.Argument(help="client, course, outlook, plan, lesion, comparison, trial or sweep.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print a JSON schema; without a name, list them (all of them with --json)."""
    from rederm.output import layout
    from rederm.output.text_export import print_schemas

    names = layout.schema_names()
    if name is not None:
        show(layout.schema(name), True, None)
    else:
        every = {"schema": "rederm.schemas/1", "schemas": {known: layout.schema(known) for known in names}}
        show(every, as_json, lambda: print_schemas(names))
