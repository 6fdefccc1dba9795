"""Numbers of the heat solver's methods: step control, grids, tables. No property of tissue."""

import math

# Conduction: two-stage, stiffly accurate, L-stable, second-order Runge-Kutta (Alexander 1977), one factorisation
GAMMA = 1.0 - 1.0 / math.sqrt(2.0)

# Compilation: kernels make no arrays, and counting references to those they are given took nine tenths of their time
KERNEL = {"cache": True, "nogil": True, "_nrt": False, "error_model": "numpy"}
FAST_MATH = {"nnan", "nsz", "arcp", "contract", "reassoc"}  # lets sums and maxima run in lanes; infinities stay right

# Time steps
STABLE = 0.95  # explicit step over capacity / conductance of the fastest cell
EXPLICIT_MOST = 6  # explicit steps that cost as much as an implicit one
DEPOSIT_SHARE = 0.3  # of a step that the front allows: where conduction is explicit, more steps cost little
LOOK_EVERY = 8  # explicit steps between looks for the warm cells
FRONT_SHARE = 0.5  # of a cell that the beam could ablate in one step
QUIET_GROWTH, LOSS_FACTOR = 1.05, 0.5  # that share grows while conduction holds the front, and shrinks when a floor moves
PATIENCE = 2.0  # most of that growth
PULSE_GROWTH = 0.12  # step over time since the power was switched
COOL_GROWTH = 0.16
FIRST_STEP = 0.5  # first step over dx^2 / diffusivity of dry tissue
PULSE_STEPS = 150  # a pulse takes at least this many steps
LAYER_STEPS = 400  # in a layer, where all of a dry floor comes to the ablation temperature at once
STORE_STEP = 0.15  # step over the time of the steam store while it still matters
STORE_PAUSE = 0.03  # time between returns of steam heat over that of the store
STORE_SPENT = 1e-4  # of the energy in: below this the store no longer limits the step
HEAVY = 1e6  # capacity of a boiling cell over its own: held at the boiling point
PLATEAU = 20.0  # K below boiling from which a step of stages looks for the boiling point
COLD = 45.0  # degC: nothing happens below
TIME_LIMIT = 5.0  # s after the last pulse

# Window of cells that are stepped
WARM = 0.02  # K above or below the start
REACH = 5.0  # diffusion lengths of one step beyond the warm cells

# Returned steam heat
RANGE = 6.0  # lengths beyond which nothing returns
SUBCOOLED = 0.5  # K below boiling from which a cell takes returned heat
FOOTPRINT = 0.2  # of the peak irradiance: surface that counts as wall before a hole is there

# Damage tables
TABLE_FROM, TABLE_STEP, TABLE_ROWS = 40.0, 0.05, 1400
LOG_CAP = 30.0  # ln of the greatest rate in the table
NEAR = 4  # bins between the two ends of a step below which the plain mean of their rates serves

# Grids
COLUMNS_PER_DIAMETER = 24
ROWS_PER_DEPTH = 40
FINE_RADII = 1.5  # fine columns reach this many 1/e^2 radii
FINE_MARGIN = 70e-6  # m of fine rows beyond the depth of the energy balance
GROWTH = 1.2
FAR = 1.5e-3  # m of growing cells beyond the fine ones
FAR_LAYER = 4e-3
ABSORPTION_SHARE = 0.6  # largest row over the penetration depth of the wet tissue
ROW_LIMITS = (0.7e-6, 12e-6)
COLUMN_LIMITS = (1.5e-6, 40e-6)
ROWS_PER_PULSE = 8  # in what one pulse of a train would ablate, where tissue is wet again between pulses
MOST_ROWS = 150  # fine rows in the depth of the energy balance
SUBPOINTS = 4  # per direction, where a source varies within a cell
OMEGA_FLOOR = 1e-30
VOID_LOG = 60.0  # ln Omega given to a void when boundaries are interpolated
FIELD_ROWS, FIELD_COLUMNS = 50, 24  # fine cells over the part of a field that gets warm
FIELD_RISE = 10.0  # K: cells of a field that its energy warms by less are coarse
FIELD_LIMITS = (4e-6, 30e-6)
BEAM_EDGE = 1e-4  # of the peak irradiance: what is below is cut off
BEAM_LEFT = 1e-3  # of what enters a column: below this the rest is absorbed at once
LANES = 8  # rows that the radial sweep takes together
ROUND_OFF = 1e-12
NEARLY = 1e-9
