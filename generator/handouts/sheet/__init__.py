# The content of handout sheets as plain JSON, independent of paper, type size and output format.
