# What happens to a finished site: link check, swap, up-to-date check, ZIP.
