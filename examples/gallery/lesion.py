"""One setting: the hole that a beam of fractional CO2 drills, the collagen it coagulates and the cells it kills.

Each boundary is the median of the draws; the bars beside it hold 90 % of them. At the right the field from above.

python examples/gallery/lesion.py FOLDER
"""

import sys
from pathlib import Path

from PIL import Image

from rederm.injury import lesion_report
from rederm.output import draw_lesion

plot = Path(sys.argv[1]) / "lesion.png"
draw_lesion(lesion_report("fractional-co2", {"energy_mJ": 40.0}, site="cheek", age=52), plot)
with Image.open(plot) as image:
    image.thumbnail((1600, 1600), Image.Resampling.LANCZOS)
    image.save(plot.with_suffix(".webp"), quality=75)
plot.unlink()
