"""Our own demo articles and question set, about invented people and places."""
