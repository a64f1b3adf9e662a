"""Tell which names are one holder or one issue."""
