"""What dialling up does: depth of dead tissue over the energy of one pulse, drilled by a CO2 beam or heated by 1550 nm light.

The line is the median, the band holds 90 % of the draws.

python examples/gallery/dose.py FOLDER
"""

import sys
from pathlib import Path

from rederm.devices import load_device
from rederm.injury import lesion_report
from rederm.output.naming import title
from rederm.output.theme import drawing, svg

SHOWN = "Depth of the deepest dead cell by the energy of one pulse, for a fractional CO2 and a non-ablative fractional laser."
ENERGIES_MJ = (5, 10, 15, 20, 30, 40, 50, 60)

with drawing(7.4, 3.2) as (figure, axis):
    for name in ("fractional-co2", "nonablative-fractional"):
        depths = [lesion_report(name, {"energy_mJ": e}, draws=32).to_json()["necrosis_depth_um"] for e in ENERGIES_MJ]
        low, median, high = ([depth[key] for depth in depths] for key in ("low", "median", "high"))
        color = load_device(name).color
        axis.fill_between(ENERGIES_MJ, low, high, color=color, alpha=0.15, lw=0)
        axis.plot(ENERGIES_MJ, median, color=color, lw=1.8, label=title(name))
    axis.set_xlabel("energy of one pulse, mJ")
    axis.set_ylabel("deepest dead cell, µm")
    axis.set_xlim(0, max(ENERGIES_MJ))
    axis.set_ylim(bottom=0)
    axis.legend(frameon=False, loc="upper left")
    Path(sys.argv[1], "dose.svg").write_text(svg(figure, "dose", SHOWN), encoding="utf-8")
