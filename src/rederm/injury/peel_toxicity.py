"""What phenol and croton oil poison beyond what they coagulate: melanocytes and the adnexa that would re-seed them.

    toxicity = croton + (1 - croton) phenol,   croton = c^h / (c^h + c50^h),   phenol = s p / 100 %

c50 and h are set by two clinical remarks: some loss of pigment from 1 % croton oil on, nearly always from 2 %. Phenol without
croton oil also lightens, by how much was counted by nobody: s is assumed and small. Coats and tape act through depth.

References: Hetter 2000 part IV (`rederm sources tissue/agents`).
"""

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.sources import load_table


def toxicity(setting: Setting, met: Samples, draws: Draws) -> Samples:
    """Toxicity (n,) 0..1 of a peel with `phenol_pct` and `croton_pct`; `met` (n,): share of the area that it met."""
    table = load_table("tissue/agents")
    half = draws.of("peel.croton.toxic_half", table["croton.toxic_half"])
    dose = (setting["croton_pct"] / half) ** table.number("croton.toxic_power", "1")
    croton = dose / (1 + dose)
    phenol = draws.of("peel.croton.toxic_phenol", table["croton.toxic_phenol"]) * setting["phenol_pct"] / 100
    return (croton + (1 - croton) * phenol) * met
