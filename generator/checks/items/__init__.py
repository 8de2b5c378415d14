# Checks on how quiz questions are written; one concern per module.
