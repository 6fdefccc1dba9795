"""Current that spreads from a conductor in layered skin, and where its heat falls: one quasi-static solve.

    div(kappa grad phi) = 0,   kappa = sigma + j w eps0 eps_r;   phi = 1 on the conductor, 0 where the current returns
    q = sigma |grad phi|^2 / 2;   Z = 1 / (current out of the conductor)

Axisymmetric finite volumes, one sparse factorisation. The skin's surface and the axis let no current through; it returns at the
rim and, where `grounded_below`, at the bottom. A wave in skin is decimetres long even at 40 MHz, so that the field follows the
current at once. Each half of a face heats its own cell with |I_face|^2 times the real part of its resistance, so that the heat
is the power taken from the source to round-off.

References: closed forms of a hemisphere, a disc and coaxial cylinders (tests); `rederm sources tissue/electric`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rederm.injury.heat_types import Field
from rederm.injury.numerics_electric import INSULATOR, METAL

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]


@dataclass(frozen=True)
class ElectricField:
    """Where the heat falls, and the impedance [ohm] between the conductor and where the current returns."""

    field: Field
    impedance: complex


def solve_field(
    radius: Floats, depth: Floats, kappa: Complexes, conductor: NDArray[np.bool_], grounded_below: bool = True
) -> ElectricField:
    """The field between edges `radius` (nr + 1,) and `depth` (nz + 1,) [m].

    kappa (nz, nr) [S/m], 0 where nothing conducts; conductor (nz, nr): cells that hold the voltage, at least one.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.linalg import splu

    rows, columns = conductor.shape
    best = np.abs(kappa[~conductor]).max()
    filled = np.where(conductor, METAL * best, np.where(np.abs(kappa) > 0.0, kappa, INSULATOR * best))
    inner, outer, up, down = _halves(radius, depth, filled)
    cell = np.arange(rows * columns).reshape(rows, columns)
    one = np.concatenate([cell[:, :-1].ravel(), cell[:-1].ravel()])
    two = np.concatenate([cell[:, 1:].ravel(), cell[1:].ravel()])
    half_one = np.concatenate([outer[:, :-1].ravel(), down[:-1].ravel()])
    half_two = np.concatenate([inner[:, 1:].ravel(), up[1:].ravel()])
    lead = 1 / (half_one + half_two)
    rim, bottom = np.zeros((rows, columns), complex), np.zeros((rows, columns), complex)
    rim[:, -1] = 1 / outer[:, -1]
    if grounded_below:
        bottom[-1] = 1 / down[-1]
    away = (rim + bottom).ravel()

    held = conductor.ravel()
    size = held.size
    diagonal = away + np.bincount(one, lead.real, size) + 1j * np.bincount(one, lead.imag, size)
    diagonal += np.bincount(two, lead.real, size) + 1j * np.bincount(two, lead.imag, size)
    whole = coo_array(
        (
            np.concatenate([diagonal, -lead, -lead]),
            (np.concatenate([cell.ravel(), one, two]), np.concatenate([cell.ravel(), two, one])),
        ),
        shape=(size, size),
    ).tocsr()
    free = np.flatnonzero(~held)
    phi = held.astype(complex)
    solver = splu(whole[free][:, free].tocsc(), permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})
    phi[free] = solver.solve(-(whole[free] @ phi))

    through = np.abs(lead * (phi[one] - phi[two])) ** 2
    heat = np.bincount(one, through * half_one.real, size) + np.bincount(two, through * half_two.real, size)
    heat += (np.abs(phi) ** 2) * away.real  # |away phi|^2 Re(1 / away) at each face that leads out
    heat[held] = 0.0
    return ElectricField(
        Field(radius, depth, (heat / heat.sum()).reshape(rows, columns)), complex(1 / (whole[held] @ phi).sum())
    )


def _halves(radius: Floats, depth: Floats, kappa: Complexes) -> tuple[Complexes, Complexes, Complexes, Complexes]:
    """Resistances [ohm] from the middle of each cell to its inner, outer, upper and lower face; the axis has no inner face.

    Around the axis ln(r2 / r1) / (2 pi h kappa), which is exact for a radial current.
    """
    height = np.diff(depth)[:, None]
    middle = (radius[1:] + radius[:-1]) / 2
    with np.errstate(divide="ignore"):
        to_inner = np.log(middle / radius[:-1])
    to_inner[0] = 0.0
    around = 2 * math.pi * height * kappa
    along = height / 2 / (math.pi * np.diff(radius**2) * kappa)
    return to_inner / around, np.log(radius[1:] / middle) / around, along, along
