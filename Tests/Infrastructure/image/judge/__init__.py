"""Other people's programs, pointed at the image."""
