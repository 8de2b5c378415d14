# Tests of Unknot; CONTRIBUTING.md says which file a new one belongs in.
