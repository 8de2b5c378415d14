# The schema of every kind of content: one kind a module.
