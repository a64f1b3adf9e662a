"""Find the side that a sentence takes on an issue, and the words that carry it."""
