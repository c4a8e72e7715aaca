"""From projections to what people and programs read. Pure: text in, text out."""
