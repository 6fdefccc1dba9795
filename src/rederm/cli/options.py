"""Arguments and options that several verbs take."""

from pathlib import Path
from typing import Annotated

import typer

ClientFile = Annotated[Path, typer.Argument(metavar="CLIENT.toml", help="Client file (see examples/maria.toml).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DrawCount = Annotated[int, typer.Option("--draws", min=2, max=100_000, help="Samples of the uncertain parameters.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same bytes.")]
SiteName = Annotated[str | None, typer.Option("--site", help="Body site, where the course text names none.")]
PriceFile = Annotated[Path | None, typer.Option("--prices", help="A clinic's price list (TOML or CSV); examples otherwise.")]
LanguageCode = Annotated[str, typer.Option("--language", metavar="CODE", help="Language of reports and papers: en or es.")]
