# How a sheet becomes a PDF.
