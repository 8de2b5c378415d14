# Checks on content beyond the shape of each file; one concern per module.
