"""Files become Survey, Catalog, Request and Theme. The only reader of user files."""
