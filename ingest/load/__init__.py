"""Loaders: bytes become an article or a rejection, one module a format."""
