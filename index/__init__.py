"""Passages to something searchable: the store, the vectors and the full-text index."""
