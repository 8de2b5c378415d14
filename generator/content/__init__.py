# Loads the content folder into a `Library`: parsing, validation, regions, links, citations.
