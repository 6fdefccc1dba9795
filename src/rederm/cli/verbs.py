"""Every verb of the command, in the order in which --help names them."""

import typer

from rederm.cli.clinic import clinic, serve
from rederm.cli.courses import compare, lesion, simulate
from rederm.cli.learning import learn
from rederm.cli.look_up import devices, schema, sources
from rederm.cli.pictures import picture, score, story
from rederm.cli.plans import export, plan
from rederm.cli.proof import calibrate, validate
from rederm.cli.sweeps import sweep
from rederm.cli.trials import trial

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Treatment planning for skin resurfacing. Simulation for trained clinicians, not cleared by any regulator.",
)
VERBS = (
    devices,
    lesion,
    simulate,
    plan,
    export,
    compare,
    trial,
    learn,
    sweep,
    picture,
    story,
    score,
    sources,
    schema,
    validate,
    calibrate,
    serve,
)

for _verb in VERBS:
    app.command()(_verb)
app.add_typer(clinic, name="clinic")
