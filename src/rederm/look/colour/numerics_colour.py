"""Numbers of colour standards and of the methods in this folder. None is a property of skin."""

import numpy as np

# IEC 61966-2-1: XYZ (D65, white has Y = 1) -> linear sRGB, and the break of its transfer curve.
XYZ_TO_SRGB = np.array(
    [[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560], [0.0556434, -0.2040259, 1.0572252]]
)
SRGB_LINEAR_BELOW, SRGB_SLOPE, SRGB_GAMMA, SRGB_OFFSET = 0.0031308, 12.92, 2.4, 0.055

# CIE 15: CIELAB.
WHITE = np.array([0.95047, 1.0, 1.08883])
LAB_BREAK, LAB_SLOPE, LAB_SHIFT = (6 / 29) ** 3, (29 / 6) ** 2 / 3, 4 / 29
LAB_L, LAB_A, LAB_B = 116.0, 500.0, 200.0

# Sharma 2005: CIEDE2000.
POWER, PIVOT = 7, 25.0**7
LIGHT_MIDDLE, LIGHT_WEIGHT, LIGHT_SOFT = 50.0, 0.015, 20.0
CHROMA_WEIGHT, HUE_WEIGHT = 0.045, 0.015
HUE_TERMS = ((-0.17, 1, -30.0), (0.24, 2, 0.0), (0.32, 3, 6.0), (-0.20, 4, -63.0))
TURN_SIZE, TURN_MIDDLE, TURN_WIDTH = 30.0, 275.0, 25.0

# Reflectance of a half space under a broad beam (Flock 1989): internal reflection as a function of the refractive index,
# and the factor of its extrapolated boundary.
INTERNAL = (-1.440, 0.710, 0.668, 0.0636)
BOUNDARY = 4 / 3

BAND_NM = (400, 700, 10)  # where spectra of skin are worked out

NODES = (65, 33, 13)  # of the table of colours: melanin, blood, dermal melanin
