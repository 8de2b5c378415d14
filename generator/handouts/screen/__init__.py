# How a sheet becomes HTML.
