"""Answers as HTML, Markdown and plain text: pure functions that say the same in every form."""
