# Everything that knows MkDocs: the plugin, faster ways through its build, a live site, a plain project.
