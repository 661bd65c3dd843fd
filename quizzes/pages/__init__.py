"""What pages show: queries that return dataclasses, and write nothing."""
