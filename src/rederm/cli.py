"""The `rederm` command: every verb reads plain input, answers in words or JSON, and refuses bad input in one line.

Nothing heavy is imported here: each verb imports the room it needs when it runs.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Treatment planning for skin resurfacing. Simulation for trained clinicians, not cleared by any regulator.",
)

ClientFile = Annotated[Path, typer.Argument(metavar="CLIENT.toml", help="Client file (see examples/maria.toml).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DrawCount = Annotated[int, typer.Option("--draws", min=2, max=100_000, help="Samples of the uncertain parameters.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same bytes.")]
SiteName = Annotated[str | None, typer.Option("--site", help="Body site, where the course text names none.")]
PriceFile = Annotated[Path | None, typer.Option("--prices", help="A clinic's price list (TOML or CSV); examples otherwise.")]


@app.command()
def devices(as_json: AsJson = False) -> None:
    """List the devices with their dials, limits, studied ranges and provenance."""
    from rederm.devices import device_names, load_device
    from rederm.output import listing

    found = [load_device(name) for name in device_names()]
    _show(listing.devices_json(found), as_json, lambda: listing.print_devices(found))


@app.command()
def lesion(
    device: Annotated[str, typer.Argument(help="Device name, for example fractional-co2.")],
    dials: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="DIAL=VALUE", help="A dial, as rederm devices lists them; may be repeated."),
    ] = None,
    site: Annotated[str, typer.Option("--site", help="Body site.")] = "cheek",
    age: Annotated[float, typer.Option("--age", min=0, max=110, help="Age in years.")] = 45.0,
    cooling: Annotated[
        str, typer.Option("--cooling", help="Of the surface: none, cold air, contact cooling or cryogen.")
    ] = "none",
    draws: DrawCount = 100,
    seed: Seed = 0,
    plot: Annotated[Path | None, typer.Option("--plot", help="Draw the cross-section to this PNG, SVG or PDF file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate the injury that one setting of a device makes."""
    from rederm.injury import lesion_report
    from rederm.output import check_plot, text

    if plot is not None:
        check_plot(plot)
    report = lesion_report(device, _dials(dials or []), site=site, age=age, draws=draws, seed=seed, cooling=cooling)
    answer = report.to_json()
    if plot is not None:
        from rederm.output import draw_lesion

        draw_lesion(report, plot)
    _show(answer, as_json, lambda: text.print_lesion(answer))
    if plot is not None and not as_json:
        print(f"drawn: {plot}")


@app.command()
def simulate(
    client: ClientFile,
    course: Annotated[str, typer.Option("--course", help='Course text, for example "3 sessions of opus-plasma at 60 W".')],
    site: SiteName = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="Days to follow after the first session.")] = 365,
    draws: DrawCount = 100,
    seed: Seed = 0,
    prices: PriceFile = None,
    as_json: AsJson = False,
) -> None:
    """Follow one course day by day: scores with bands, downtime, risks, pain, time, price."""
    from rederm.output import text
    from rederm.safety import check

    person = _client(client)
    outlook = _outlook(person, course, site, days, draws, seed, prices)
    findings = [finding.to_json() for finding in check(person, outlook.course, outlook)]
    answer = outlook.to_json() | {"findings": findings}
    _show(answer, as_json, lambda: text.print_outlook(answer, findings))


@app.command()
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
    as_json: AsJson = False,
) -> None:
    """Rank the courses for a client: what each gives, what it costs, and what was ruled out and why."""
    from rederm.course import load_prices
    from rederm.output import check_folder
    from rederm.output.text_plan import print_plan
    from rederm.output.watching import Watching
    from rederm.planning import adapt, read_observed
    from rederm.planning import plan as make_plan

    person = _client(client)
    seen = None if observed is None else read_observed(observed, person)
    folder = out if out is not None or as_json else client.parent / "rederm-plan"
    written: list[Path] = []
    if folder is not None:
        check_folder(folder)
    day = _date(start)
    listed = load_prices(prices, on=day)
    with Watching() as watching:
        if seen is None:
            result = make_plan(person, draws=draws, seed=seed, start=day, prices=listed, progress=watching)
        else:
            first = day if start is not None else None
            result = adapt(person, seen, draws=draws, seed=seed, start=first, prices=listed, progress=watching)
    if folder is not None:
        from rederm.output import write_plan

        written = write_plan(result, folder)
    answer = result.to_json()
    _show(answer, as_json, lambda: print_plan(answer, written))
    if result.partial:
        raise typer.Exit(130)


@app.command()
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
    answer = write(read_plan(plan), to, kind, at=begins, zone=place).to_json()
    _show(answer, as_json, lambda: print_export(answer))


@app.command()
def compare(
    client: ClientFile,
    courses: Annotated[list[str], typer.Option("--course", help="Course text; give two or more.")],
    site: SiteName = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    prices: PriceFile = None,
    as_json: AsJson = False,
) -> None:
    """Set two or more courses for one client side by side."""
    from rederm.course import load_prices
    from rederm.output.text_compare import print_comparison
    from rederm.planning import compare as make_comparison
    from rederm.sources import InputError

    if len(courses) < 2:
        raise InputError('compare needs two courses: --course "3 sessions of opus-plasma" --course "1 session of full-co2"')
    person = _client(client)
    parsed = [_course(person, course, site) for course in courses]
    result = make_comparison(person, parsed, draws=draws, seed=seed, prices=load_prices(prices))
    answer = result.to_json()
    _show(answer, as_json, lambda: print_comparison(answer))


@app.command()
def picture(
    client: ClientFile,
    course: Annotated[str, typer.Option("--course", help="Course text, as for simulate.")],
    out: Annotated[Path, typer.Option("--out", help="File: a sheet (png, jpg) or an animation (webp, gif).")],
    days: Annotated[
        str, typer.Option("--days", help="Days to show, from the first session; parts of days count.")
    ] = "0,3,30,180",
    photo: Annotated[Path | None, typer.Option("--photo", help="The client's own photograph, to show the change on.")] = None,
    site: SiteName = None,
    light: Annotated[
        str | None, typer.Option("--light", help="front, raking or cross-polarised; by the main concern where not said.")
    ] = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Show the skin day by day: typical, worse and better case, beside the same skin untreated."""
    from rederm.outlook import simulate as follow
    from rederm.output.picture_series import follow_days, photo_series, series
    from rederm.output.picture_sheet import check_picture, write_series
    from rederm.output.text_picture import print_series

    check_picture(out)
    person = _client(client)
    shown = follow_days(_numbers("--days", days))
    parsed = _course(person, course, site)
    place = site or parsed.sites[0]
    outlook = follow(person, parsed, days=max(1, round(shown[-1])), draws=draws, seed=seed, also=shown)
    made = series(outlook, place, shown, light) if photo is None else photo_series(outlook, place, shown, photo)
    write_series(made, out)
    answer = made.to_json()
    _show(answer, as_json, lambda: print_series(answer, out))


@app.command()
def story(
    client: ClientFile,
    course: Annotated[str, typer.Option("--course", help="Course text, as for simulate.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for frame-01.png .., strip.png and story.html.")],
    site: SiteName = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Show what happens inside the skin: a cross-section from before the course to years after it."""
    from rederm.output import check_folder
    from rederm.output.story import told, write_story
    from rederm.output.text_story import print_story

    check_folder(out)
    outlook = _outlook(_client(client), course, site, 365, draws, seed, None)
    made = told(outlook, site)
    written = write_story(made, out)
    answer = made.to_json()
    _show(answer, as_json, lambda: print_story(answer, written))


@app.command()
def score(
    photo: Annotated[Path, typer.Argument(metavar="PHOTO", help="A photograph of bare skin: JPEG, PNG, WebP or TIFF.")],
    as_json: AsJson = False,
) -> None:
    """Score a photograph of skin, so that follow-up photographs of one client can be compared."""
    from rederm.look.photo import read_photo
    from rederm.look.photo import score as score_photo
    from rederm.output.text_score import print_score

    answer = score_photo(read_photo(photo)).to_json()
    _show(answer, as_json, lambda: print_score(answer))


@app.command()
def sources(
    name: Annotated[str | None, typer.Argument(help="Part of a value's name, table or source.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say where a number comes from; without a name, check every table."""
    from rederm import sources as room
    from rederm.output import listing

    if name is None:
        wrong = room.problems()
        _show(listing.check_json(wrong), as_json, lambda: listing.print_check(wrong))
        if wrong:
            raise typer.Exit(1)
        return
    found = room.search(name)
    if not found:
        known = {part for entry in room.entries() for part in [entry.name, *entry.name.split(".")]}
        raise room.InputError(f"no value named {name!r}{room.nearest(name, known)}")
    _show(listing.sources_json(found), as_json, lambda: listing.print_sources(found))


@app.command()
def schema(
    name: Annotated[str | None, typer.Argument(help="client, course, outlook, plan, lesion or comparison.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print a JSON schema; without a name, list them (all of them with --json)."""
    from rederm.output import layout
    from rederm.output.text_export import print_schemas

    names = layout.schema_names()
    if name is not None:
        _show(layout.schema(name), True, None)
    else:
        every = {"schema": "rederm.schemas/1", "schemas": {known: layout.schema(known) for known in names}}
        _show(every, as_json, lambda: print_schemas(names))


@app.command()
def validate(
    out: Annotated[Path | None, typer.Option("--out", help="Folder for validation.html, .json and .csv.")] = None,
    draws: DrawCount = 100,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Set published observations beside their predictions, misses included."""
    from rederm.evidence import validate as run
    from rederm.output.validation_text import print_validation

    result = run(draws=draws, seed=seed)
    if out is not None:
        from rederm.output import write_validation

        write_validation(result, out)
    answer = result.to_json()
    _show(answer, as_json, lambda: print_validation(answer))


@app.command()
def calibrate(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[device NAME FILE]", help="A bench test (CSV) of this clinic's own device; see docs/guide.md."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Narrow a device by a bench test; without arguments, refit the posterior on the published observations and write it."""
    from rederm.sources import InputError

    words = what or []
    if words and (words[0] != "device" or len(words) != 3):
        raise InputError("calibrate takes nothing, or: calibrate device NAME FILE, for example device opus-plasma bench.csv")
    if words:
        from datetime import date

        from rederm.evidence.bench import weigh_bench
        from rederm.evidence.bench_write import write_bench
        from rederm.output.bench import print_bench

        test = weigh_bench(words[1], Path(words[2]), date.today())
        answer = test.to_json(write_bench(test))
        _show(answer, as_json, lambda: print_bench(answer))
        return
    from rederm.evidence import remake

    if sys.stderr.isatty():
        print("rederm: fitting lesions and laws on every published observation, some minutes", file=sys.stderr)
    result = remake()
    _show(result.to_json(), as_json, lambda: print(*result.table(), *result.summary(), sep="\n"))


LATER = {
    "trial": "a virtual trial over a cohort",
    "sweep": "a design sweep over settings",
    "serve": "the clinic in a browser",
}


def _add_later(verb: str, what: str) -> None:
    @app.command(
        verb,
        help=f"Not built yet: {what}.",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    )
    def later(context: typer.Context) -> None:
        from rederm.sources import InputError

        raise InputError(f"'{context.info_name}' is not built yet ({what}); what works now: rederm --help")


for _verb, _what in LATER.items():
    _add_later(_verb, _what)


def _client(path: Path) -> Any:
    from rederm.skin import Client

    return Client.load(path)


def _course(person: Any, text: str, site: str | None) -> Any:
    """Parse a course; sessions that name no site get --site, else the site of the first concern."""
    from rederm.course import Course
    from rederm.skin import load_site

    fallback = load_site(site).name if site is not None else person.concerns[0].site
    return Course.parse(text).at_sites((fallback,))


def _outlook(person: Any, course: str, site: str | None, days: int, draws: int, seed: int, prices: Path | None) -> Any:
    from rederm.course import load_prices
    from rederm.outlook import simulate

    return simulate(person, _course(person, course, site), days=days, draws=draws, seed=seed, prices=load_prices(prices))


def _dials(given: list[str]) -> dict[str, float | str]:
    """Read --set DIAL=VALUE pairs; the device checks names and ranges."""
    from rederm.sources import InputError

    found: dict[str, float | str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise InputError(f"--set {pair!r} is not DIAL=VALUE; for example --set energy_mJ=20")
        if name.strip() in found:
            raise InputError(f"--set {name.strip()} is given twice; give each dial once")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            found[name.strip()] = value.strip()
    return found


def _numbers(option: str, text: str) -> list[float]:
    """Read numbers apart by commas."""
    from rederm.sources import InputError

    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{option} {text!r} is not a list of numbers; for example {option} 0,3,30,180") from None


def _date(text: str | None) -> Any:
    from datetime import date

    from rederm.sources import InputError

    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--start {text!r} is not a date; write it as 2026-11-25") from None


def _show(content: dict[str, Any], as_json: bool, words: Any) -> None:
    if as_json:
        import json

        print(json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False))
    else:
        words()


def main() -> None:
    """Run the command; bad input ends in one line on stderr and exit 2, Ctrl-C in exit 130."""
    from rederm.sources.errors import InputError

    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except InputError as error:
        _fail(str(error), 2)
    except typer.TyperException as error:
        _fail(f"{error.format_message().rstrip('.')}{_hint(sys.argv[1:])}", 2)
    except (typer.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except BrokenPipeError:
        os._exit(0)  # the reader went away, as in `rederm devices | head`; nothing is left to say
    except OSError as error:
        _fail(f"{error.filename or 'file'}: {error.strerror or error}", 2)


def _hint(words: list[str]) -> str:
    """Where to look: the help of the verb, and how a dial is written that stands alone."""
    verbs = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    verb = f"{words[0]} " if words and words[0] in verbs else ""
    before = ["", *words]
    loose = [word for last, word in zip(before, words, strict=False) if "=" in word and word[0] != "-" and last[:1] != "-"]
    dial = f"; a dial is given as --set {loose[0]}" if verb == "lesion " and loose else ""
    return f"{dial}; see rederm {verb}--help"


def _fail(message: str, code: int) -> None:
    print(f"rederm: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
