# Files to publish, in memory and on disk, and tools for making them: caches, processes, fonts, PNG, ZIP.
