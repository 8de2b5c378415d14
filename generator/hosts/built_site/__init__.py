# Work on a finished site: link check, swap with the last site, up-to-date check, ZIP.
