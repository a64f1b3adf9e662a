"""The faces of On Record: command line, page and HTTP."""
