"""The published timeline as a view: what a template shows, with nothing left to decide."""
