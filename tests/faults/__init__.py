# A campaign of faults: what a user's files, machine and bad luck may do to a build. `make faults` runs it.
#
# A fault is handled if the command ends with 0 and a whole site, or with 1, lines that say what is wrong
# and where, and the old site untouched; never with a traceback, and never without an end.
