package bot

// CommandNames are all names of all commands, for tests that try every one.
func CommandNames() []string {
	var out []string
	for _, c := range commands {
		for _, names := range c.names {
			out = append(out, names...)
		}
	}
	return out
}
