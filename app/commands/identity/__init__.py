"""`identity`: rules checked, identities explained, reviewed and decided. A file for each command."""
