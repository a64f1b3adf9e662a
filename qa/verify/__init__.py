"""Checks claims against the sentences that they cite: quotations, numbers, dates, names, polarity, speaker, overlap."""

from qa.verify.quotations import quotations, restore_quotations
from qa.verify.verdict import verify

__all__ = ["quotations", "restore_quotations", "verify"]
