"""The built-in PDF engine; the only room outside the window that uses Qt."""
