"""`rederm serve`: the clinic in one command. Brings the database up to date, makes the owner's account on the first run, starts
the worker beside the server, and ends both together.
"""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rederm.clinic.project.place import DATABASE, FOLDER
from rederm.sources import InputError

SETTINGS = "rederm.clinic.project.settings"
_HOST = "127.0.0.1"
_PR_SET_PDEATHSIG = 1  # of prctl(2)
_END_S = 10  # what a worker has to end its work in hand


def prepare(folder: Path, database: str | None = None) -> None:
    """Let Django run on the clinic of this folder, with its database up to date. Raises InputError, one line."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise InputError(f"--data {folder}: {error.strerror}; give a folder that can be written") from None
    os.environ[FOLDER] = str(folder.resolve())
    if database is not None:
        os.environ[DATABASE] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    try:
        import django
        from django.core.management import call_command
        from django.db import DatabaseError
    except ImportError:
        raise InputError("the clinic needs the extra of that name: pip install 'rederm[clinic]'") from None
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, ValueError, ImportError) as error:
        where = "--database-url" if database else f"the database in {folder}"
        raise InputError(f"{where} cannot be used: {' '.join(str(error).split())}") from None
    _keys()


def found(folder: Path, database: str | None = None) -> None:
    """The same where a clinic must stand already. Raises InputError where there is none."""
    if database is None and not (folder / "clinic.sqlite3").is_file():
        raise InputError(f"--data {folder}: holds no clinic; give the folder that rederm serve has, or --database-url too")
    prepare(folder, database)


def _keys() -> None:
    """Make the keys of a new clinic. Raises InputError where they are gone and what they locked is not: new ones would let the
    clinic go on writing what the old ones, once back, do not open."""
    from rederm.clinic.audit.chain import KEY_ID as AUDIT
    from rederm.clinic.audit.models import Entry
    from rederm.clinic.project.place import Place
    from rederm.clinic.vault.vault import KEY_ID as VAULT

    place = Place.here()
    gone = [name for name in (AUDIT, VAULT) if not (place.keys / name).exists()]
    if gone and Entry.objects.exists():
        raise InputError(f"the keys {' and '.join(gone)} are missing from {place.keys}; put them back from where they are kept")
    for name in gone:
        place.secret(name)


def first_link(demo: bool = False) -> str | None:
    """The path that lets the owner in for the first time, None once an owner has a password."""
    from django.db import transaction

    from rederm.clinic.accounts.links import link_for
    from rederm.clinic.accounts.models import Clinic, User
    from rederm.clinic.accounts.roles import OWNER
    from rederm.clinic.audit.log import record as log
    from rederm.clinic.project.demo import fill

    with transaction.atomic():
        owners = list(User.objects.filter(role=OWNER, is_active=True))
        if any(owner.has_usable_password() for owner in owners):
            return None
        if not owners:
            clinic = Clinic.objects.create(name="Demonstration" if demo else "Our clinic", demo=demo)
            owner = User.objects.invite(f"owner-{secrets.token_hex(4)}@example.org", "Owner", OWNER, clinic)
            owners = [owner]
            log(None, "write person", owner, after=[OWNER], clinic=str(clinic.pk))
            if demo:
                fill(clinic)
    return link_for(owners[0])


def demo_links() -> list[tuple[str, str]]:
    """The people of a demonstration who did not come in yet, beside its owner, with their paths."""
    from rederm.clinic.accounts.links import link_for
    from rederm.clinic.accounts.models import User
    from rederm.clinic.accounts.roles import OWNER

    people = User.objects.filter(clinic__demo=True).exclude(role=OWNER).order_by("name")
    return [(person.name, link_for(person)) for person in people if not person.has_usable_password()]


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does the jobs; what a killed one left is given out again."""
    from rederm.clinic.jobs.run import recover

    recover()
    command = [sys.executable, "-m", "rederm.clinic", "db_worker", "--interval", "0.3", "--no-startup-delay"]
    process = subprocess.Popen(command, preexec_fn=_end_with_parent)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()


def _end_with_parent() -> None:
    """A server that is killed takes its worker along (Linux): two workers would do the same job twice."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def new_link(email: str) -> str:
    """The path of a new one-time link for someone who is locked out. Raises InputError where nobody has this address."""
    from axes.utils import reset
    from django.db import transaction

    from rederm.clinic.accounts.links import link_for
    from rederm.clinic.accounts.models import User
    from rederm.clinic.audit.log import record as log

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None or not user.is_active:
        what = "has no account here" if user is None else "has an account that was closed"
        raise InputError(f"{email} {what}; the people of a clinic stand on its page Clinic")
    with transaction.atomic():
        log(None, "write link", user, clinic=str(user.clinic_id))
    reset(username=user.email)
    return link_for(user)


def serve(folder: Path, port: int, database: str | None = None, demo: bool = False) -> None:
    """Serve the clinic on this machine until Ctrl-C."""
    prepare(folder, database)
    import uvicorn

    from rederm.clinic.vault.vault import sweep

    sweep()
    link = first_link(demo)
    address = f"http://{_HOST}:{port}"
    print(f"the clinic in {folder}: {address}/")
    if link:
        print(f"the owner's way in, once: {address}{link}")
    for name, way in demo_links():
        print(f"the way in of {name}, once: {address}{way}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the worker is ended on this way out too
    with worker():
        uvicorn.run("rederm.clinic.project.asgi:application", host=_HOST, port=port, log_level="warning", access_log=False)
