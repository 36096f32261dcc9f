"""One function a kind of slide: a section of the briefing becomes placed shapes."""
