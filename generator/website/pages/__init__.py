# The pages a reader reads: one page type a module.
