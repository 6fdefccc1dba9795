"""A plan, and what leaves the program of it."""

from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson, ClientFile, DrawCount, LanguageCode, PriceFile, Seed
from rederm.cli.read import read_client, read_date, show


def plan(
    client: ClientFile,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the report and plan.json.")] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="YYYY-MM-DD", help="Day of the first session.")] = None,
    observed: Annotated[
        Path | None, typer.Option("--observed", help="What was done and seen so far (CSV): plan the rest of that course.")
    ] = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    prices: PriceFile = None,
    language: LanguageCode = "en",
    as_json: AsJson = False,
) -> None:
    """Rank the courses for a client: what each gives, what it costs, and what was ruled out and why."""
    from rederm.course import load_prices
    from rederm.output import check_folder
    from rederm.output.language import known_language
    from rederm.output.text_plan import print_plan
    from rederm.output.watching import Watching
    from rederm.planning import adapt, read_observed
    from rederm.planning import plan as make_plan

    spoken = known_language(language)
    person = read_client(client)
    seen = None if observed is None else read_observed(observed, person)
    folder = out if out is not None or as_json else client.parent / "rederm-plan"
    written: list[Path] = []
    if folder is not None:
        check_folder(folder)
    day = read_date(start)
    listed = load_prices(prices, on=day)
    with Watching() as watching:
        if seen is None:
            result = make_plan(person, draws=draws, seed=seed, start=day, prices=listed, progress=watching)
        else:
            first = day if start is not None else None
            result = adapt(person, seen, draws=draws, seed=seed, start=first, prices=listed, progress=watching)
    if folder is not None:
        from rederm.output import write_plan

        written = write_plan(result, folder, spoken)
    answer = result.to_json()
    show(answer, as_json, lambda: print_plan(answer, written))
    if result.partial:
        raise typer.Exit(130)


def export(
    plan: Annotated[Path, typer.Argument(metavar="PLAN.json", help="A plan.json that rederm plan wrote.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder for the files.")],
    kind: Annotated[
        str | None,
        typer.Option("--as", metavar="KIND", help="runsheet, ics, netcdf, fhir or csv; all that can be made otherwise."),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="When an appointment of the calendar begins.")] = "10:00",
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone", metavar="AREA/CITY", help="Time zone of the clinic; otherwise the clock where the file is opened."
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", metavar="CODE", help="Language of run sheets and calendar; the other kinds stay English."),
    ] = "en",
    as_json: AsJson = False,
) -> None:
    """Write the first course of a plan for others to read: run sheets, calendar, tables, netCDF, FHIR."""
    from rederm.output import check_folder
    from rederm.output.calendar import clock
    from rederm.output.export import export as write
    from rederm.output.plan_file import read_plan
    from rederm.output.text_export import print_export
    from rederm.output.zones import zone_of

    check_folder(to, "--to")
    begins, place = clock(at), None if zone is None else zone_of(zone)
    answer = write(read_plan(plan), to, kind, at=begins, zone=place, language=language).to_json()
    show(answer, as_json, lambda: print_export(answer))
