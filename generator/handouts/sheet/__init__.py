# What a sheet says, as plain JSON.
