"""The search: what the build makes of pages, so that a small script finds them."""
