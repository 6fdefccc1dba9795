"""Coefficients of drawing marks: no property of skin or device."""

DEEPEST = 5.0  # lesions over one place: of a random lay one place in 150 is then still free
HARMONICS = 4  # of the outline of a lesion, from the ellipse on
TRIES = 22  # halvings of an interval
MOST_GROWN = 0.6  # most that all lesions of a session are drawn wider or narrower, as a share of their width
WAVE_POWER = 1.5  # how fast the harmonics fall
REACH = 3.5  # rim widths after which a rim has ended
LEAST_REACH = 1.6  # pitches that a rim reaches at most: further off another lesion is nearer
EDGE_RANK = 0.03  # softness of an edge between shed and left, as a share of the area
CLOSE_RANK = 0.12  # the same between open and closed, where the new epidermis is thinnest
INNER = 0.15  # softness of an edge within a lesion, as a share of its area
STREAK = 25.0  # length of a streak over its width
CRACK_WIDTH = 0.05  # of a crack, as a share of the distance between cracks
SPARE = 2.0  # mm drawn beyond the patch, for what reaches into it
SPLINE_SD = 0.4792  # sd of a bicubic spline over independent standard normal numbers, over its cells
BEYOND = 4  # rows of a lattice beyond its border, which is ragged
HEX = 0.8660254037844386  # height of a row of a hexagonal lattice over its pitch
TURNS = (0.0, 90.0, 45.0, 135.0)  # directions of successive passes, degrees
LEAST = 1e-3  # share below which nothing is seen of a session
