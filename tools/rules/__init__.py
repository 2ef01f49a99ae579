"""What `python -m tools check` checks: one module a rule, each with `faults(project)`."""
