"""Answers become facts. Pure; suppression happens here, and a suppressed fact holds no value."""
