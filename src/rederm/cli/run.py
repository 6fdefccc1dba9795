"""Run the command and end it well: an error is one readable line, never a traceback."""

import os
import sys

import typer

from rederm.cli.verbs import app


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
