# Each content file against what it should have.
