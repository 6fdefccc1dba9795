"""Resolution of the peel front in time. A number of the method, no property of tissue."""

STEPS = 200  # steps of the exponential midpoint rule per coat
