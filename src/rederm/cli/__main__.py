"""`python -m rederm.cli`."""

from rederm.cli import main

main()
