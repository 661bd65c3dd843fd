"""How dates and times are written where no template says it, by language: what Django calls a format module."""
