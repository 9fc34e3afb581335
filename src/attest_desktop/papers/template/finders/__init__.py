"""One module a way in which forms show a blank; later finders keep off the spans of earlier ones."""
