"""The public tables as files, and what describes them: to take away, and to harvest."""
