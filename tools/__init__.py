"""Commands for those who work on the site: `python -m tools`."""
