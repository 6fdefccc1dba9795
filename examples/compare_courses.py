"""Two courses for one client, side by side: gain after half a year, downtime, risk of dark marks.

python examples/compare_courses.py [client.toml] [draws]
"""

import sys
from pathlib import Path

import rederm as rd

file = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("tom.toml")
draws = int(sys.argv[2]) if len(sys.argv) > 2 else 100
client = rd.Client.load(file)
texts = (
    "3 sessions of opus-plasma on cheek and temple at 60 W, 3 passes, 4 weeks apart",
    "2 sessions of fractional-co2 on cheek and temple at 20 mJ, 8 weeks apart",
)

for text in texts:
    outlook = rd.simulate(client, rd.Course.parse(text), draws=draws).to_json()
    print(outlook["course"])
    figures = {key: gains["180"] for key, gains in outlook["gain"].items()}
    figures |= {"downtime, days": outlook["downtime_days_course"], "dark marks": outlook["pih_risk_course"]}
    for name, band in figures.items():
        print(f"  {name:22} {band['median']:6.2f}  ({band['low']:.2f} to {band['high']:.2f})")
