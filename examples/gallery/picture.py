"""A patch of skin, 20 mm across, through two sessions of fractional CO2: worse, typical and better case, and left alone.

Lesions, redness, crusts and pigment follow the simulated healing; relief follows the grades of the concerns.

python examples/gallery/picture.py FOLDER
"""

import sys
from pathlib import Path

from PIL import Image

import rederm as rd
from rederm.output.picture_series import follow_days, series
from rederm.output.picture_sheet import write_series

DAYS = follow_days((0.05, 3, 14, 60, 240))
client = rd.Client.load(Path(__file__).parents[1] / "tom.toml")
course = rd.Course.parse("2 sessions of fractional-co2 on cheek at 20 mJ, 8 weeks apart")
outlook = rd.simulate(client, course, days=240, draws=16, also=DAYS)
sheet = write_series(series(outlook, "cheek", DAYS), Path(sys.argv[1]) / "picture.png")
with Image.open(sheet) as image:
    image.thumbnail((1400, 1400), Image.Resampling.LANCZOS)
    image.save(sheet.with_suffix(".webp"), quality=70)
sheet.unlink()
