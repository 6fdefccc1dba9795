"""Full-field lasers: a sheet of light ablates, kills and dries; what is loose is wiped away, the next pass meets fresh tissue.

    one pass, from the surface it meets:   gone g,  half-dried d >= g,  dead to e       (1-D heat solver)
    wiped after pass k:   W_k = max(W_(k-1) + d,  min(W_(k-1) + e, junction))    dead epidermis holds to nothing and comes off
    after n passes:       gone at once W_(n-1) + g,  removed W_n,  dead to max over k of W_(k-1) + e

The depth varies over the field (profile of the spot, overlap), so that near the junction the basal layer is bared in patches.
Passes are far enough apart for the skin to cool; char and dry tissue are wiped, so that water is the same again. Tissue that
stays dry for want of wiping would make later passes ablate less; that plateau is not in the model beyond 3 to 4 passes.
No channel forms and most of the plume leaves sideways: the device's own useful share replaces that of holes, and little steam
heat returns.
Er:YAG: several pulses a pass at rate R; the body wets the few dried micrometres of the floor again between pulses, heat stays.
Each pulse after the first loses energy to debris and plume that have not cleared since the last one,
    share reaching the tissue = 1 - loss exp(-gap / clearing time),   gap = 1 / R - pulse
conduction gives no such fall, it is an assumed term with wide bounds (`rederm sources posterior/light`).

Valid for pulses of 0.1 to 10 ms on wiped skin. References: lesion trial of rederm; Kaufmann 1996; Ross 1999 (passes).
"""

import math
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.heat_types import Closure, HeatSource
from rederm.injury.hole import vented
from rederm.injury.optics import absorption
from rederm.injury.result import Injury
from rederm.injury.shares import describe_layer
from rederm.injury.thermal import Layers, physics, solve_layers, solved_draws
from rederm.injury.thermal_error import below_factor, error_factor, stretch_layers
from rederm.skin import Skin


def injure_full_field(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Full-field CO2 or Er:YAG over the whole field."""
    few = solved_draws(draws)
    optics = absorption(setting.device.number("physics.wavelength", "um"), few)
    pulses, period, later = 1, 0.0, np.ones(few.n)
    notes: tuple[str, ...] = ()
    if "rate_Hz" in setting.values:
        pulses, period = int(setting["pulses"]), 1 / setting["rate_Hz"]
        later = later_share(setting, few)
        notes = (RATE_NOTE,) if pulses > 1 else ()
    pulse = pulse_s(setting)
    fluence = setting["fluence_J_cm2"] * 1e4
    sheets = [HeatSource(fluence, pulse, math.inf, pulses=pulses, period=period, later_share=float(share)) for share in later]
    beams = optics.beams(sheets)
    closed = [vented(closure, beam, skin) for closure, beam in zip(open_closures(setting, few), beams, strict=True)]
    layers = solve_layers(cooled(beams, cooling, few), closed, skin, draws)
    layers = stretch_layers(layers, error_factor(draws, "depth"), below_factor(draws))
    return describe_layers(setting, skin, draws, layers, passes=int(setting["passes"]), wiped=True, notes=notes)


def open_closures(setting: Setting, draws: Draws) -> list[Closure]:
    """The closure of each draw where no hole confines the plume: the device's own useful share, little steam heat returns.

    What leaves as debris takes its steam along in the open as in a hole: Er:YAG keeps the same share of what CO2 gets back.
    """
    ejection = absorption(setting.device.number("physics.wavelength", "um"), draws).ejection
    useful, returned = physics(setting, draws, "useful_share", "1"), draws["light.open_returned_share"]
    if "rate_Hz" in setting.values:
        returned = returned * np.minimum(draws["light.erbium_returned_share"] / draws["lesion.returned_share"], 1)
    return [
        replace(
            closure,
            useful_share=float(useful[i]),
            returned_share=float(returned[i]),
            ejection_share=float(ejection[i]),
            rewetted_share=1.0 if "rate_Hz" in setting.values else 0.0,
        )
        for i, closure in enumerate(closures(draws))
    ]


RATE_NOTE = "the loss of depth at high pulse rate is assumed, with wide bounds: conduction gives none and no figure was found"


def pulse_s(setting: Setting) -> float:
    """Duration of one pulse [s] from the dial that states it."""
    return float(setting["pulse_ms"] / 1e3 if "pulse_ms" in setting.values else setting["pulse_us"] / 1e6)


def later_share(setting: Setting, draws: Draws) -> Samples:
    """Share (n,) of its energy that a pulse after the first brings to the tissue at this rate; the first meets no debris."""
    gap = 1 / setting["rate_Hz"] - pulse_s(setting)
    return 1 - draws["light.train_loss"] * np.exp(-gap / (draws["light.clearing_time"] / 1e3))


def describe_layers(
    setting: Setting, skin: Skin, draws: Draws, layers: Layers, *, passes: int, wiped: bool, notes: tuple[str, ...]
) -> Injury:
    """The injury of `passes` equal passes wiped after each; unwiped, dead epidermis stays and is shed as a whole later."""
    gone, dead, collagen, warm, removed = np.zeros((5, draws.n))
    dry = np.maximum(layers.dry_depth, layers.ablation_depth)
    for _ in range(passes):
        gone = removed + layers.ablation_depth
        dead = np.maximum(dead, removed + layers.dead_depth)
        collagen = np.maximum(collagen, removed + layers.collagen_depth)
        warm = np.maximum(warm, removed + layers.warm_depth)
        removed = np.maximum(removed + dry, np.minimum(dead, skin.junction_um)) if wiped else gone
    return describe_layer(
        device=setting.device.name,
        site=skin.site.name,
        skin=skin,
        ablated_um=gone,
        dead_um=np.maximum(dead, removed),
        collagen_um=collagen,
        warm_um=warm,
        lifted_um=removed,
        halo_mm=draws["halo.length"],
        spread=draws["light.field_spread"],
        nerve_share=layers.nerve_share,
        energy_balance_error=layers.energy_error,
        notes=notes,
    )
