"""What a limit costs: every course that no other beats, gain against what it asks of the client.

Filled points fit all limits, hollow ones do not; the line is what is allowed. Where the step rises just beyond it, the client
has something to decide. The plan behind it takes most of a minute.

python examples/gallery/front.py FOLDER
"""

import sys
from datetime import date
from pathlib import Path

import rederm as rd
from rederm.output.chart_front import front_chart

client = rd.Client.load(Path(__file__).parents[1] / "maria.toml")
plan = rd.plan(client, draws=8, start=date(2027, 3, 1))
Path(sys.argv[1], "front.svg").write_text(front_chart(plan.to_json()), encoding="utf-8")
