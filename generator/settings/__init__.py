# Settings of a site: their schema, their validation, and the clinic's colour and logo.
