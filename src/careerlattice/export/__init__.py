"""Taking the graph away: a module for each family of formats, all listed in `formats`."""
