"""A hospital's own templates: what they hold, what serves which purpose, and a clean copy to build in."""
