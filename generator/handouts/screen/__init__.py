# Sheets as HTML, for the page on which readers put together and print their own handouts.
