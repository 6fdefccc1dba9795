"""Reports: HTML, PDF, JSON."""
