"""What one session does to one site, per unit area, whatever did it: one result for peels, heat, needles and light."""

from dataclasses import dataclass, field, fields, replace

import numpy as np

from rederm.draws import Samples


@dataclass(frozen=True)
class Injury:
    """The injury of one session at one site. Every array has shape (draws,); lengths in um, volumes in mm^3 per mm^2 (= mm).

    Geometry of one lesion (`layer` True: a sheet, so that diameter, beside and lesions_per_cm2 are NaN):
        ablation_depth_um, ablation_diameter_um   the hole, after all pulses, coats and passes: what is ablated; of cold needles
                              the channel, which is all that they leave. RF needles pierce the same channel, but are described
                              by what their heat does: it is 0 where they ablate nothing, and the channel is drawn and noted
        coagulation_below_um, coagulation_beside_um   cell-death boundary beyond the hole: what a biopsy calls coagulated
        collagen_below_um, collagen_beside_um     collagen-denaturation boundary beyond the hole, its lower bound
        necrosis_depth_um     deepest dead cell, from the original surface
        removed_depth_um      what is gone once wiped or shed, the deepest of: the hole (not a pierced channel); what is wiped;
                              dead epidermis, all of it once death passes the basal layer; of a peel the whole dead sheet.
                              Other dead dermis stays and is replaced from below
        lesions_per_cm2       after all passes
        coverage              share of the dermo-epidermal junction ablated or dead, 0..1

    What healing and look take:
        open_share            phi: share of the area without a living basal layer, 0..1
        epidermal_loss        graded injury of the epidermis, 0..1 (1: gone or dead everywhere; corneum only: small)
        ablated_mm, coagulated_mm, heated_mm   dermal volume ablated; dead but in place; heated, alive (0.01 < Omega_cell < 1)
        papillary_mm          part of ablated + coagulated in the papillary band
        column_mm             dermal volume pierced by needles, cold or RF
        replaced_papillary, replaced_reticular   share of the band ablated or coagulated (0 for cold needles)
        halo_papillary, halo_reticular   share of the band within the halo length of a lesion wall: what is stimulated
        perimeter_mm          lesion edge per area at the junction, mm per mm^2 (where keratinocytes start from)
        lesion_width_mm       width of the bare spot to be closed, at the junction (NaN for a layer)
        duct_depth_mm         depth to which adnexal ducts are dead below the junction: extra path of stem cells
        nerve_heat            share of the nerve plane (100-200 um) above the pain threshold, 0..1
        toxicity              what the agent poisons of melanocytes and adnexa beyond what it coagulates, 0..1: phenol and
                              croton oil; 0 for every other agent and for heat, needles and light
    energy_balance_error: NaN where no energy is deposited.
    model_error: standard normal, what the laws of healing and look leave out of this way of injuring; sessions of one
        device have it in common. (1,) zeros where nothing is said.
    `cold`: a mechanical column, no heat. `notes`: what was assumed, in words for the reader.
    """

    device: str
    site: str
    layer: bool
    cold: bool
    ablation_depth_um: Samples
    ablation_diameter_um: Samples
    coagulation_below_um: Samples
    coagulation_beside_um: Samples
    collagen_below_um: Samples
    collagen_beside_um: Samples
    necrosis_depth_um: Samples
    removed_depth_um: Samples
    lesions_per_cm2: Samples
    coverage: Samples
    open_share: Samples
    epidermal_loss: Samples
    ablated_mm: Samples
    coagulated_mm: Samples
    heated_mm: Samples
    papillary_mm: Samples
    column_mm: Samples
    replaced_papillary: Samples
    replaced_reticular: Samples
    halo_papillary: Samples
    halo_reticular: Samples
    perimeter_mm: Samples
    lesion_width_mm: Samples
    duct_depth_mm: Samples
    nerve_heat: Samples
    energy_balance_error: Samples
    toxicity: Samples = field(default_factory=lambda: np.zeros(1))
    notes: tuple[str, ...] = ()
    model_error: Samples = field(default_factory=lambda: np.zeros(1), repr=False, compare=False)
    outline: "Outline | None" = field(default=None, repr=False, compare=False)

    @property
    def draws(self) -> int:
        return int(self.coverage.size)

    def at(self, places: np.ndarray) -> "Injury":
        """That of the draws at these places (n,), in this order and as often as they are named."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        arrays = {name: v for name, v in held.items() if isinstance(v, np.ndarray) and v.size == self.draws}
        return replace(self, **{name: values[places] for name, values in arrays.items()})


@dataclass(frozen=True)
class Outline:
    """Shape of the median lesion for drawings: boundary radius [um] at each depth [um].

    A layer has infinite radius where it reaches; a buried lesion has zero radius above its top. `ablated_um` is what is void
    at first: ablated, or pierced by a needle, cold or RF, down to the depth of its tip. `dry_below_um`: how far below
    the hole half of the water is gone on the axis, 0 where none is.
    """

    depth_um: np.ndarray
    ablated_um: np.ndarray
    dead_um: np.ndarray
    collagen_um: np.ndarray
    warm_um: np.ndarray
    pitch_um: float
    dry_below_um: float = 0.0
