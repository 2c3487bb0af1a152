"""`identity`: who is who, checked, explained and decided. A file for each command."""
