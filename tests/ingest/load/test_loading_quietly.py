import logging

from ingest.load.quiet import quiet


def test_a_library_is_silent_inside_and_as_before_outside(caplog) -> None:
    logger = logging.getLogger("loud.library")

    with quiet("loud"), quiet("loud"):
        logger.error("Inside.")
    logger.error("Outside.")

    assert [record.message for record in caplog.records] == ["Outside."]
