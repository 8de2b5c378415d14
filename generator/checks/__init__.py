# What must hold beyond the shape of a file: one concern a module.
