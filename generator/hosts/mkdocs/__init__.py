# Everything that uses MkDocs: the plugin, faster versions of build steps, the live site, plain projects.
