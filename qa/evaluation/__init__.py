"""Scripted evaluation runs: question sets, measures, runs and reports."""
