# Prints sheets as PDF with Typst: forms of paper and type, page layout, fitting to the page target.
