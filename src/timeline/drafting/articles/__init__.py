"""Articles: the text of a file, saved page or stdin, and what the page says of itself."""
