"""The fitted terms of the ablation model, one set per draw.

What the published rows say nothing about (ablation temperature, dry conductivity, dry absorption) is drawn from its prior, so
that bands open where those terms decide the depth: at low irradiance. References: `rederm sources posterior/lesion`.
"""

from rederm.draws import Draws
from rederm.injury.heat_types import Closure
from rederm.sources import load_table


def closures(draws: Draws) -> list[Closure]:
    """One Closure per draw, for tissue that leaves dry and hot (ejection share 1, as CO2 does)."""
    column = {
        name: draws[f"lesion.{name}"]
        for name in (
            "useful_share",
            "aspect",
            "wall_share",
            "returned_share",
            "returned_length",
            "ablation_temperature",
            "dry_conductivity",
            "collagen_shift",
        )
    }
    return_time = draws.of("thermal.return_time", load_table("tissue/thermal")["steam.return_time"])
    boiling = load_table("tissue/thermal").number("water.boiling", "degC")
    return [
        Closure(
            useful_share=float(column["useful_share"][i]),
            aspect=float(column["aspect"][i]),
            wall_share=float(column["wall_share"][i]),
            returned_share=float(column["returned_share"][i]),
            returned_length=float(column["returned_length"][i]) * 1e-6,
            returned_time=float(return_time[i]) / 1e3,
            ablation_temperature=max(float(column["ablation_temperature"][i]), boiling),
            dry_conductivity=float(column["dry_conductivity"][i]),
            ejection_share=1.0,
            collagen_shift=float(column["collagen_shift"][i]),
        )
        for i in range(draws.n)
    ]
