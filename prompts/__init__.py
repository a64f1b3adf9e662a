"""What language models read: one version of one prompt a file."""
