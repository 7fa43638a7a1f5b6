"""Train the reader: from notebooks with known questions, and from public questions."""
