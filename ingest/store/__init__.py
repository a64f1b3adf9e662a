"""The catalog (the truth) and the vector index (disposable)."""
