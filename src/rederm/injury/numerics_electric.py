"""Numbers of the electric field's method: grids and limits. No property of tissue."""

METAL = 1e6  # times the best conducting tissue: a conductor
INSULATOR = 1e-9  # times the best conducting tissue: what does not conduct
CELLS_PER_RADIUS = 6  # in the radius of a needle
GROWTH = 1.25  # of cells away from the ends of what conducts
BELOW = 5e-3  # m below the tip: several times the way to the next needle, beyond which nothing flows
BISECTIONS = 45  # of the gap that a voltage bridges
WIDEST = 1e6  # times the gap of easiest breakdown: above any gap that is asked for
