"""seeds/ -> Conversions."""
