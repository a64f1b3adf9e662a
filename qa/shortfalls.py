"""What a reader must know of how a home was searched: where an encoder has no weights of its own, where it has not read every article."""

from __future__ import annotations

from collections.abc import Mapping

from qa.weights import has_weights


def shortfalls(encoder: str, read_with: Mapping[str, int]) -> tuple[str, ...]:
    """Return sentences for every face, none where nothing is amiss.

    Args:
        encoder: name of the encoder that reads questions.
        read_with: how many of the current articles were read with each encoder, by its name.

    >>> shortfalls("minilm", {})
    ('No weights were fitted for the encoder minilm: words alone rank sentences and decide whether these articles answer.',)
    """
    notes = []
    if not has_weights(encoder):
        notes.append(
            f"No weights were fitted for the encoder {encoder}: words alone rank sentences and decide whether these articles answer."
        )
    whole = sum(read_with.values())
    if missing := whole - read_with.get(encoder, 0):
        left_out = (
            f"{missing:,} of the {whole:,} articles here {'was' if missing == 1 else 'were'} read with another encoder and not searched"
        )
        notes.append(f"{left_out}; read them again: onrecord rebuild")
    return tuple(notes)
