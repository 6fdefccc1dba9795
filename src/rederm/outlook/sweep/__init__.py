"""Questions over settings: design sweeps, and what the variance of an outcome is due to."""
