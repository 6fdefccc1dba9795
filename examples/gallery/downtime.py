"""What a session asks of daily life: closing, crust, swelling and redness of four devices in the same client.

Solid to the median day, pale to the day that 95 of 100 draws have passed.

python examples/gallery/downtime.py FOLDER
"""

import sys
from pathlib import Path

import rederm as rd
from rederm.devices import load_device
from rederm.output.charts import Line, downtime_bars
from rederm.output.naming import title

client = rd.Client.load(Path(__file__).parents[1] / "maria.toml")
lines = []
for name in ("opus-plasma", "fractional-co2", "rf-microneedle", "glycolic-peel"):
    outlook = rd.simulate(client, rd.Course.parse(f"1 session of {name} on cheek"), days=180, draws=32)
    lines.append(Line(title(name), load_device(name).color, outlook.to_json()))
Path(sys.argv[1], "downtime.svg").write_text(downtime_bars(lines), encoding="utf-8")
