"""`python -m rederm.clinic COMMAND`: Django's management commands on the clinic whose folder REDERM_CLINIC names."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rederm.clinic.project.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rederm-clinic", *sys.argv[1:]])


if __name__ == "__main__":
    main()
