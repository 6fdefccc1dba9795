"""Virtual trials: clients of a cohort, treated in arms, observed at visits."""
