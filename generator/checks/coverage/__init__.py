# The coverage table: what each content file should have, and whether it has it.
