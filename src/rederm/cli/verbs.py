"""Every verb of the command, in the order in which --help names them."""

import typer

from rederm.cli.courses import compare, lesion, simulate
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
    sweep,
    picture,
    story,
    score,
    sources,
    schema,
    validate,
    calibrate,
)
LATER = {
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


for _verb in VERBS:
    app.command()(_verb)
for _name, _what in LATER.items():
    _add_later(_name, _what)
