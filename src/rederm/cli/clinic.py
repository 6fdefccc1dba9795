"""The clinic in a browser, and what keeps it: backup, restore, verify, a new way in."""

from pathlib import Path
from typing import Annotated

import typer

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where a browser finds it.")]
Data = Annotated[Path, typer.Option("--data", help="Folder of the clinic: database, photographs, keys.")]
Database = Annotated[
    str | None,
    typer.Option("--database-url", metavar="URL", help="postgres://.. for PostgreSQL; SQLite in that folder otherwise."),
]
Passphrase = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="File with the passphrase; asked for where it is not given."),
]
_HERE, _PORT = Path("rederm-clinic"), 8470

clinic = typer.Typer(help="Keep a clinic: backup, restore, verify, a new one-time link.", no_args_is_help=True)


def serve(
    port: Port = _PORT,
    data: Data = _HERE,
    database: Database = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="On the first run: a demonstration clinic with invented clients.")
    ] = False,
) -> None:
    """Serve the clinic to a browser on this machine: consult, plan, consent, treat, follow up."""
    from rederm.clinic.project.serve import serve as run

    run(data, port, database, demo)


@clinic.command()
def backup(
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write; it must not exist.")],
    data: Data = _HERE,
    database: Database = None,
    with_keys: Annotated[bool, typer.Option("--with-keys", help="Put the keys of the clinic into the backup too.")] = False,
    passphrase_file: Passphrase = None,
) -> None:
    """Write the whole clinic into one encrypted file, while it may be at work."""
    from rederm.clinic.project.backup import backup as write
    from rederm.clinic.project.place import Place
    from rederm.clinic.project.serve import found

    passphrase = _passphrase(passphrase_file, new=True)
    found(data, database)
    anchor = write(Place.here(), to, passphrase, with_keys)
    print(f"the clinic in {data} is kept in {to}, {to.stat().st_size / 1e6:.1f} MB")
    if with_keys:
        print("its keys are in it: whoever has the file and the passphrase can read everything")
    else:
        print(f"its keys are not in it: keep a copy of {data / 'keys'} apart; without them no photograph can be opened")
    print(f"anchor, to be kept elsewhere: {anchor}")


@clinic.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What rederm clinic backup wrote.", show_default=False)],
    data: Data = _HERE,
    database: Database = None,
    keys: Annotated[
        Path | None, typer.Option("--keys", metavar="DIR", help="Folder of the keys, where they are not in the backup.")
    ] = None,
    passphrase_file: Passphrase = None,
) -> None:
    """Make a clinic from a backup, in a new folder."""
    from rederm.clinic.project.restore import restore as make

    told = make(file, data, _passphrase(passphrase_file, new=False), database, keys)
    print(told)
    print(f"go on with: rederm serve --data {data}")


@clinic.command()
def verify(data: Data = _HERE, database: Database = None) -> None:
    """Look whether the clinic is whole: database, audit log, anchors, every file."""
    from rederm.clinic.project.check import ANCHORS, anchor, anchors, state
    from rederm.clinic.project.serve import found

    found(data, database)
    told = state(anchors(data / ANCHORS))
    for fault in told.faults:
        print(fault)
    if told.lost:
        print(f"{told.lost} files that nothing refers to; the next start of rederm serve removes those older than an hour")
    if told.faults:
        raise typer.Exit(1)
    print(f"whole: {told.rows} rows of the audit log, {told.files} encrypted files")
    print(f"anchor, to be kept elsewhere: {anchor(data / ANCHORS)}")


@clinic.command()
def link(
    email: Annotated[str, typer.Argument(help="E-mail of someone who has an account.", show_default=False)],
    data: Data = _HERE,
    database: Database = None,
    port: Port = _PORT,
) -> None:
    """A new one-time link for someone who is locked out."""
    from rederm.clinic.project.serve import found, new_link

    found(data, database)
    print(f"works once, for three days: http://127.0.0.1:{port}{new_link(email)}")


def _passphrase(file: Path | None, new: bool) -> str:
    """What opens a backup: the first line of the file, or asked for. Raises InputError where it is too short."""
    import sys

    from rederm.clinic.project.archive import LEAST_LETTERS
    from rederm.sources import InputError, given_text

    if file is not None:
        said = (given_text(file, "the passphrase").splitlines() or [""])[0]
    elif sys.stdin.isatty():
        said = typer.prompt("Passphrase of the backup", hide_input=True, confirmation_prompt=new)
    else:
        raise InputError("there is nobody to ask for the passphrase; give it in a file with --passphrase-file FILE")
    if len(said) < LEAST_LETTERS:
        raise InputError(f"the passphrase has {len(said)} letters; {LEAST_LETTERS} is the least, four words are better")
    return said
