"""Resolution of the peel front in time. A number of the method, no property of tissue."""

STEPS = 100  # steps of the exponential midpoint rule per coat
