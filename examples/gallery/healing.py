"""Two courses for one client over a year: how much of each concern is left, beside the same skin left alone.

A session is a tick at the foot, the band holds 90 % of the draws. Early dips are swelling and go again.

python examples/gallery/healing.py FOLDER
"""

import sys
from pathlib import Path

import rederm as rd
from rederm.devices import load_device
from rederm.output.charts import Line, time_courses

COURSES = {
    "fractional-co2": "2 sessions of fractional-co2 on cheek and temple at 20 mJ, 8 weeks apart",
    "glycolic-peel": "4 sessions of glycolic-peel on cheek and temple, 4 weeks apart",
}

client = rd.Client.load(Path(__file__).parents[1] / "tom.toml")
lines = []
for name, text in COURSES.items():
    outlook = rd.simulate(client, rd.Course.parse(text), draws=32).to_json()
    lines.append(Line(text.split(" on ")[0], load_device(name).color, outlook))
keys = [key for key in lines[0].outlook["gain"] if key in lines[0].outlook["scores"]]
Path(sys.argv[1], "healing.svg").write_text(time_courses(lines, keys[:2]), encoding="utf-8")
