"""The clinic in a browser."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where a browser finds it.")] = 8470,
    data: Annotated[Path, typer.Option("--data", help="Folder of the clinic: database, photographs, keys.")] = Path(
        "rederm-clinic"
    ),
    database: Annotated[
        str | None,
        typer.Option("--database-url", metavar="URL", help="postgres://.. for PostgreSQL; SQLite in that folder otherwise."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="On the first run: a demonstration clinic with invented clients.")
    ] = False,
) -> None:
    """Serve the clinic to a browser on this machine: consult, plan, consent, treat, follow up."""
    from rederm.clinic.project.serve import serve as run

    run(data, port, database, demo)
