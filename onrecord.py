"""On Record, for notebooks and scripts: ``from onrecord import open_onrecord``; ``python -m onrecord`` is the command line."""

from qa.service import OnRecord, open_onrecord

__all__ = ["OnRecord", "open_onrecord"]

if __name__ == "__main__":
    from ui.cli.main import run

    run()
