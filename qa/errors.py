"""The errors of answering, children of the root in ``ingest.errors``.

OnRecordError
├── SettingsError                a setting is unknown or wrong
├── PromptError                  a prompt file is missing or has the wrong fields
└── QuestionSetError             a question set or claims file has a line that cannot be read
"""

from ingest.errors import OnRecordError


class SettingsError(OnRecordError):
    """A setting is unknown or wrong."""

    code = "settings"


class PromptError(OnRecordError):
    """A prompt file is missing or has the wrong fields."""

    code = "prompt"


class QuestionSetError(OnRecordError):
    """A question set or claims file has a line that cannot be read."""

    code = "question_set"
