"""Slides for a room: large type, one message each, and as many forms as messages."""
