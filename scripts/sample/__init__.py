"""Makes the demonstration data: final results first, then the months that lead to them."""
