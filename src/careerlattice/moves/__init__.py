"""Moves between class-grades: what they ask for, cost and lead to, and for whom they are open."""
