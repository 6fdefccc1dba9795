"""Numbers of the method: where swelling is looked at to find its last visible day (log-linear between, exact for a decay)."""

EDEMA_DAYS = tuple(0.25 * i for i in range(361))
