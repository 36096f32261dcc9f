"""Pages become bytes. A renderer translates; it does not decide."""
