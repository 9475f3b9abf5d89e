"""Evaluation: gold standards, measures, reports, and the quality gate."""
