// Replaced by the command's first file.
