"""Whose store the windows open."""

SERVER, USER = "http://127.0.0.1:9/cpnew/", "expert1"
