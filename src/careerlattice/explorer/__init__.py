"""What the explorer shows: prepared from a built graph as plain data."""
