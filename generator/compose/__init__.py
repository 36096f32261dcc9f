"""Facts, catalog and templates become a Briefing: what is said, without any looks."""
