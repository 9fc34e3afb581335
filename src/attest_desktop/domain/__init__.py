"""The field's words and rules. Pure values and functions: no Qt, no I/O, no clock of its own."""
