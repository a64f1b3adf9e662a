"""Drops from a page what a reader would not see: inline-hidden elements, text in the colour of its ground, comments, templates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

Rgb = tuple[int, int, int]
_WHITE: Rgb = (255, 255, 255)
_NAMED: dict[str, Rgb] = {
    "white": _WHITE,
    "black": (0, 0, 0),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
}
_SAME_COLOUR = 12  # of 255, in every channel: a difference the eye does not read text by
_CODE = frozenset({"script", "style"})
_NOT_SHOWN = frozenset({"template", "noscript"})
_ZERO = re.compile(r"[+-]?(?:0{1,9}(?:\.0{0,9})?|\.0{1,9})(?:px|pt|em|rem|%|ex|ch|vw|vh)?")
_FAR_LEFT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:\s*[,/]\s*([\d.]+%?))?\s*\)")


@dataclass
class Dropped:
    """What was dropped, by kind: how many pieces that held words."""

    pieces: Counter[str] = field(default_factory=Counter)

    def note(self) -> str | None:
        """Return the line for the report, or ``None`` where nothing was dropped.

        >>> Dropped(Counter({"hidden element": 2, "comment": 1})).note()
        'Hidden text dropped: 2 hidden elements, 1 comment.'
        """
        pieces = (f"{count} {kind}{'s' * (count > 1)}" for kind, count in self.pieces.items())
        return f"Hidden text dropped: {', '.join(pieces)}." if self.pieces else None


def drop_hidden(root: etree._Element) -> Dropped:
    """Remove from the tree, in place, what is hidden by its own markup; scripts and style sheets go uncounted, being no text.

    Style sheets are not applied: an element hidden by one is not recognised.
    """
    dropped = Dropped()
    for element in list(root.iter()):
        if element is root or not _is_within(element, root):
            continue
        kind = _hidden_kind(element)
        if kind is None:
            continue
        words = (element.text or "") if kind == "comment" else "".join(element.itertext())
        if words.strip() and kind != "code":
            dropped.pieces[kind] += 1
        _remove(element)
    return dropped


def _is_within(element: etree._Element, root: etree._Element) -> bool:
    """An element whose ancestor was removed a moment ago has another root."""
    return next(element.iterancestors("html"), None) is not None if root.tag == "html" else True


def _hidden_kind(element: etree._Element) -> str | None:
    if element.tag is etree.Comment:
        return "comment"
    if not isinstance(element.tag, str):  # a processing instruction
        return "code"
    if element.tag in _CODE:
        return "code"
    if element.tag in _NOT_SHOWN:
        return element.tag
    if element.tag == "dialog" and "open" not in element.attrib:
        return "hidden element"
    if "hidden" in element.attrib or element.get("aria-hidden", "").strip().lower() == "true" or _styled_away(element):
        return "hidden element"
    return None


def _styled_away(element: etree._Element) -> bool:
    style = _style(element)
    if not style and "color" not in element.attrib:
        return False
    clipped = style.get("overflow", "").startswith("hidden") and any(
        _is_zero(style.get(side)) for side in ("height", "max-height", "width", "max-width")
    )
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("content-visibility") == "hidden"
        or _is_zero(style.get("opacity"))
        or _is_zero(style.get("font-size"))
        or any(_FAR_LEFT.fullmatch(style.get(side, "")) for side in ("left", "top", "text-indent", "margin-left"))
        or clipped
        or _is_colour_of_its_ground(element, style)
    )


def _style(element: etree._Element) -> dict[str, str]:
    declarations = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in declarations if value}


def _is_zero(value: str | None) -> bool:
    return value is not None and _ZERO.fullmatch(value) is not None


def _is_colour_of_its_ground(element: etree._Element, style: dict[str, str]) -> bool:
    """Text colour against the nearest ground that the markup sets on the element or around it; a page is white."""
    written = style.get("color") or (element.get("color", "").strip().lower() if element.tag == "font" else "")
    if not written:
        return False
    if written == "transparent":
        return True
    colour = _colour(written)
    if colour is None:
        return False
    ground: Rgb | None = _WHITE
    for around in (element, *element.iterancestors()):
        named = _style(around)
        value = named.get("background-color") or named.get("background") or around.get("bgcolor", "").strip().lower()
        if value and value not in {"none", "transparent", "inherit", "initial"}:
            ground = _colour(value)
            break
    return ground is not None and all(abs(a - b) <= _SAME_COLOUR for a, b in zip(colour, ground, strict=True))


def _colour(value: str) -> Rgb | None:
    """Read a CSS colour; ``None`` where it is another name, a picture or a gradient."""
    if value in _NAMED:
        return _NAMED[value]
    if found := _HEX.fullmatch(value):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _RGB.fullmatch(value):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text behind it in its place."""
    parent = element.getparent()
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
