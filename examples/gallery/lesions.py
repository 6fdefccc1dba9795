"""Six ways to hurt skin at one scale: laser, plasma, radiofrequency, needle and acid, each as usually set.

Devices differ in where they do damage and in how much skin they leave whole between; healing has one law for all.

python examples/gallery/lesions.py FOLDER
"""

import io
import sys
from pathlib import Path

import typst
from PIL import Image

from rederm.injury import lesion_report
from rederm.output.naming import title
from rederm.output.section import Cut, sections

DEVICES = ("fractional-co2", "nonablative-fractional", "opus-plasma", "rf-microneedle", "microneedling", "tca-peel")

cuts = []
for name in DEVICES:
    report = lesion_report(name, {}, site="cheek", age=52, draws=16)
    cuts.append(Cut(title(name), "cheek, 52 years, as usually set", report.skin, report.injury.outline))
folder = Path(sys.argv[1])
(folder / "lesions.svg").write_text(sections(cuts), encoding="utf-8")
page = folder / "lesions.typ"
page.write_text('#set page(width: 533pt, height: auto, margin: 0pt)\n#image("lesions.svg")', encoding="utf-8")
with Image.open(io.BytesIO(typst.compile(page, format="png", ppi=200))) as image:  # thousands of paths weigh less as pixels
    image.save(folder / "lesions.webp", quality=80)
for left in ("lesions.svg", "lesions.typ"):
    (folder / left).unlink()
