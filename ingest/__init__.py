"""Articles in: files become articles, sentences, passages and vectors in a catalog."""
