"""The same cabinet as other developers might have built it, each in a way of its own."""
