"""How much skin a drawing shows: enough that skin is recognised, little enough that the lesion fills a good part of it."""

import numpy as np

from rederm.injury import LesionReport
from rederm.output.section_skin import Window
from rederm.output.section_zones import Sheet, reach

_THIN = 0.2  # a layer thinner than this share of the epidermis is also shown enlarged


def view(report: LesionReport, aspect: float) -> Window:
    """The window of the section; aspect: width over height."""
    injury, skin = report.injury, report.skin
    bound = float(np.nanquantile(np.maximum(injury.ablation_depth_um, injury.necrosis_depth_um), 0.95))
    if injury.layer:
        middle, radius = Sheet.of_report(report).deepest, 0.0
    else:
        middle, radius = reach(injury.outline) if injury.outline is not None else (0.0, 0.0)
    beyond, junctions = (3, 4) if injury.layer else (1.7, 2.6)
    depth = max(1.15 * middle, min(1.1 * bound, beyond * middle), junctions * skin.junction_um)
    above = 0.12 * depth
    width = (depth + above) * aspect
    grow = max(1.0, 2 * radius / (0.55 * width))
    return Window(width * grow, depth * grow, above * grow)


def thin(report: LesionReport) -> bool:
    """Whether a layer is too thin to be seen beside the epidermis."""
    return report.injury.layer and Sheet.of_report(report).deepest < _THIN * report.skin.junction_um


def enlarged(report: LesionReport, aspect: float) -> Window:
    """The window of the enlarged surface of a thin layer."""
    bound = float(np.nanquantile(report.injury.necrosis_depth_um, 0.95))
    middle = Sheet.of_report(report).deepest
    depth = max(min(1.3 * bound, 6 * middle), 1.6 * report.skin.stratum_corneum_um, 3 * middle)
    return Window(1.15 * depth * aspect, depth, 0.15 * depth)
