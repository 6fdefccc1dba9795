"""What to measure, for those who would run it."""

from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson, ClientFile, PriceFile, Seed, SiteName
from rederm.cli.read import read_client, read_course, show

DRAWS = 1024


def learn(
    client: ClientFile,
    courses: Annotated[
        list[str] | None, typer.Option("--course", help="Course text; may be repeated. The best of a plan otherwise.")
    ] = None,
    site: SiteName = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for learn.json and report.html.")] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=256, max=20_000, help="Draws of the law, among which studies weigh.")
    ] = DRAWS,
    seed: Seed = 0,
    prices: PriceFile = None,
    as_json: AsJson = False,
) -> None:
    """Which measurement would narrow the bands of a course most, and what that is worth for the choice between courses."""
    from rederm.course import load_prices
    from rederm.output import check_folder
    from rederm.output.learn_page import write_learning
    from rederm.output.text_learn import print_learning
    from rederm.planning.learning import learning_plan

    person = read_client(client)
    parsed = [read_course(person, course, site) for course in courses or []]
    if out is not None:
        check_folder(out)
    answer = learning_plan(person, parsed, draws=draws, seed=seed, prices=load_prices(prices)).to_json()
    written = [] if out is None else write_learning(answer, out)
    show(answer, as_json, lambda: print_learning(answer))
    if written and not as_json:
        print(*(f"written: {path}" for path in written), sep="\n")
