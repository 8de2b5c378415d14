# Schemas of the content files, as pydantic models: one module per kind of content.
