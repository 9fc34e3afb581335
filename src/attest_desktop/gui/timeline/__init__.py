"""The period on one sheet: weeks along, deadlines as marks, today's line; on screen and on paper."""
