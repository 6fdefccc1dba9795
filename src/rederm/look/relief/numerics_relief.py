"""Numbers of the drawing: raster, splines, and how irregular a drawn feature is. What a size or a depth is stands in data/."""

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
EDGE_LEAST = 0.25  # of the depth of a furrow: shallowest edge against the deepest
WARP = 0.28  # of a cell, how far the network is bent
PLATEAU = 0.35  # of the depth of a furrow, spread of the height of the cells between

# curves
STEP_MM = 0.35
WANDER = 0.16  # rad a step, of a line that wanders
RETURN = 0.12  # a step, share by which it comes back to its direction
TAPER = 0.55  # exponent of the depth along a line, 0 at both ends
UNEVEN = 0.28  # of the depth along a line
SKEW = 0.25  # one flank of a fold is steeper
BRANCH = (0.2, 0.45)  # rad
SHOULDER_MM = 1.3  # over which what a fold sinks is heaped beside it
SHOULDER = 0.45

# blobs
RAGGED = 0.24  # of the radius, spread of an outline
FLAT = (0.55, 1.0)  # short over long axis
MOTTLE = 0.3  # spread of what is uneven along a thing or inside it
CLUSTER = 0.55  # share of spots that stand by another

LEAST_PIGMENT = 0.08  # nothing is paler than this share of the own pigment

SECOND_WARP = 0.2
WIDTH = 0.13  # of a furrow, half, in cells
PORE_SPREAD = 0.32  # of the logarithm of a radius
FOLD_FLATNESS = 1.35  # a fold is a V with a rounded bottom
LINE_FLATNESS = 1.5
BAND_FLATNESS = 3.2
FAN = 0.32  # rad, spread of crow's feet about their middle
CROSSING = (0.6, 1.2)  # rad, between the lines and those that cross them
STEEP_EDGE = 0.06  # of the radius: the wall of a boxcar scar
MELASMA_NET = 0.4  # share of the pigment of melasma that stands in a net
NET_WIDTH = 0.24  # of the lines of that net, half, in cells
VESSEL_WANDER = 0.34  # rad a step
