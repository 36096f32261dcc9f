"""The nouns. Frozen dataclasses that import nothing of ours but each other, and no office library."""
