"""One setting, one course, several courses side by side."""

from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson, ClientFile, DrawCount, PriceFile, Seed, SiteName
from rederm.cli.read import outlook_of, read_client, read_course, read_dials, show


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
    report = lesion_report(device, read_dials(dials or []), site=site, age=age, draws=draws, seed=seed, cooling=cooling)
    answer = report.to_json()
    if plot is not None:
        from rederm.output import draw_lesion

        draw_lesion(report, plot)
    show(answer, as_json, lambda: text.print_lesion(answer))
    if plot is not None and not as_json:
        print(f"drawn: {plot}")


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

    person = read_client(client)
    outlook = outlook_of(person, course, site, days, draws, seed, prices)
    findings = [finding.to_json() for finding in check(person, outlook.course, outlook)]
    answer = outlook.to_json() | {"findings": findings}
    show(answer, as_json, lambda: text.print_outlook(answer, findings))


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
    person = read_client(client)
    parsed = [read_course(person, course, site) for course in courses]
    result = make_comparison(person, parsed, draws=draws, seed=seed, prices=load_prices(prices))
    answer = result.to_json()
    show(answer, as_json, lambda: print_comparison(answer))
