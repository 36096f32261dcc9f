"""The nouns. Immutable, importing nothing of ours but each other, and no office library.

They are named tuples, which cost a fifth of a dataclass to define: every command defines them all. A noun
that checks itself, is told apart by identity, or keeps a field out of its repr is a frozen dataclass.
"""
