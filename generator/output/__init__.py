# Files to publish: in memory, spooled to disk, cached, zipped.
