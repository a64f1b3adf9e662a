"""Questions to answers, every statement with its source sentence."""
