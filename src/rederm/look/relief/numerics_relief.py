"""Numbers of the drawing: raster, splines, and how irregular a drawn thing is. Sizes and shapes of skin stand in data/."""

FINEST_MM = 0.042  # widest pitch of the raster: half the width of a secondary furrow
MOST_FACTOR = 6
# cubic B-spline, its four pieces as polynomials of the place between two knots, and the spread of a field of unit normals
SPLINE = (
    (-1 / 6, 1 / 2, -1 / 2, 1 / 6),
    (1 / 2, -1.0, 0.0, 2 / 3),
    (-1 / 2, 1 / 2, 1 / 2, 1 / 6),
    (1 / 6, 0.0, 0.0, 0.0),
)
SPLINE_SD = 0.479

# network of furrows
JITTER = 0.92  # of the seed of a cell within its square
WARP = 0.28  # of a cell, how far the network is bent

# curves
STEP_MM = 0.35
WANDER = 0.16  # rad a step, of a line that wanders
RETURN = 0.12  # a step, share by which it comes back to its direction
TAPER = 0.55  # exponent of the depth along a line, 0 at both ends
UNEVEN = 0.28  # of the depth along a line
SKEW = 0.25  # one flank of a fold is steeper
BRANCH = (0.2, 0.45)  # rad

BENT = 0.32  # rad, or share of a size: how far a drawn line, net or border is off its course

# blobs
RAGGED = 0.24  # of the radius, spread of an outline
FLAT = (0.55, 1.0)  # short over long axis
MOTTLE = 0.3  # spread of what is uneven along a thing or inside it

SECOND_WARP = 0.2
FOLD_FLATNESS = 1.35  # a fold is a V with a rounded bottom
LINE_FLATNESS = 1.5
BAND_FLATNESS = 3.2
VESSEL_WANDER = 0.34  # rad a step
