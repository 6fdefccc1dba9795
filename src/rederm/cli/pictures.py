"""The skin seen: day by day, inside, and on a photograph."""

from pathlib import Path
from typing import Annotated

import typer

from rederm.cli.options import AsJson, ClientFile, DrawCount, Seed, SiteName
from rederm.cli.read import outlook_of, read_client, read_course, read_numbers, show


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
    person = read_client(client)
    shown = follow_days(read_numbers("--days", days))
    parsed = read_course(person, course, site)
    place = site or parsed.sites[0]
    outlook = follow(person, parsed, days=max(1, round(shown[-1])), draws=draws, seed=seed, also=shown)
    made = series(outlook, place, shown, light) if photo is None else photo_series(outlook, place, shown, photo)
    write_series(made, out)
    answer = made.to_json()
    show(answer, as_json, lambda: print_series(answer, out))


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
    outlook = outlook_of(read_client(client), course, site, 365, draws, seed, None)
    made = told(outlook, site)
    written = write_story(made, out)
    answer = made.to_json()
    show(answer, as_json, lambda: print_story(answer, written))


def score(
    photo: Annotated[Path, typer.Argument(metavar="PHOTO", help="A photograph of bare skin: JPEG, PNG, WebP or TIFF.")],
    as_json: AsJson = False,
) -> None:
    """Score a photograph of skin, so that follow-up photographs of one client can be compared."""
    from rederm.look.photo import read_photo
    from rederm.look.photo import score as score_photo
    from rederm.output.text_score import print_score

    answer = score_photo(read_photo(photo)).to_json()
    show(answer, as_json, lambda: print_score(answer))
