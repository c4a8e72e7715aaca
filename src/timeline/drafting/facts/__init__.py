"""Facts that a text tells: its clauses, the date that governs each, people, places and figures."""
