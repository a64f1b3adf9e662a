"""Positions: who stands where on an issue, in which words, as far as the articles say."""
