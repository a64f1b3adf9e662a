"""The errors we raise on purpose, as a tree.

OnRecordError                    what happened, and what to do about it
├── InputError                   a file, line or value the user can correct
├── HomeError                    the home cannot be used as it is
│   ├── NewerSchemaError         it was written by a later release
│   ├── OtherEncoderError        its articles were read with another encoder
│   └── HomeBusyError            another process holds what this one needs
└── EncoderError                 texts could not be turned into vectors
"""


class OnRecordError(Exception):
    """Base of every error we raise on purpose; the command line prints it and exits with status 2."""

    code = "error"

    def __init__(self, problem: str, *, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


class InputError(OnRecordError):
    """A file, line or value that the user can correct."""

    code = "bad_input"


class HomeError(OnRecordError):
    """The home cannot be used as it is."""

    code = "home"


class NewerSchemaError(HomeError):
    """The home was written by a later release."""

    code = "newer_home"


class OtherEncoderError(HomeError):
    """The home's articles were read with another encoder than this process has."""

    code = "other_encoder"


class HomeBusyError(HomeError):
    """Another process holds what this one needs."""

    code = "home_busy"


class EncoderError(OnRecordError):
    """Texts could not be turned into vectors."""

    code = "encoder"
