"""Read what a question about positions asks: whose, on what, between which days, and who is to tell it."""
