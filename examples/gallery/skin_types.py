"""The same course in light, olive and deeply pigmented skin: what can go wrong, and how likely.

A band holds 90 % of the draws, the tick is the median; hatched: no study speaks to it, so the band is a stated prior.

python examples/gallery/skin_types.py FOLDER
"""

import sys
from pathlib import Path

import rederm as rd
from rederm.output.charts import Line, risk_bars
from rederm.output.words import RISKS

TYPES = {2: "#d9a679", 4: "#9c6644", 6: "#4a2c1d"}  # Fitzpatrick, drawn in a colour like it
COURSE = rd.Course.parse("2 sessions of fractional-co2 on cheek at 20 mJ, 8 weeks apart")

lines = []
for fitzpatrick, color in TYPES.items():
    skin = {"age": 45, "sex": "female", "fitzpatrick": fitzpatrick, "concerns": [{"kind": "wrinkles", "site": "cheek"}]}
    outlook = rd.simulate(rd.Client.parse(skin), COURSE, draws=32).to_json()
    lines.append(Line(f"skin type {fitzpatrick}", color, outlook))
rows = [(f"{name}_risk_course", words) for name, words in RISKS.items()]
Path(sys.argv[1], "skin_types.svg").write_text(risk_bars(lines, rows), encoding="utf-8")
