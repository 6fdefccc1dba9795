"""Published observations beside their predictions."""
