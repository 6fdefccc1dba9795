"""Safety rules as data, and the check that applies them."""
