# The content folder → `Library`: read, load, localise, link, cite.
