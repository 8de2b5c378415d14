# How one site differs from another with the same content.
