"""Numbers of the methods of closure: how the path of a layer is found, and the grid of the front on a cell."""

BISECTIONS = 60  # of the path of a layer: to rounding
CELLS = 64  # of the grid along a side of the cell of a lattice
STEP_SHARE = 0.2  # of cell^2 / diffusion; above 1/4 the explicit step is not stable
SNAPSHOT_HOURS = 1.0  # between two told states of a cell
