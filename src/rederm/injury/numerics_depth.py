"""Resolution of the common depth grid on which every injury is described. Numbers of the method, no property of tissue."""

STEP_UM = 5.0  # cell of the depth grid
HALO_CELLS = 4  # cells of it that share one row when lesions are grown by the halo length
TINY_UM = 1e-9  # keeps logarithms of a depth finite
