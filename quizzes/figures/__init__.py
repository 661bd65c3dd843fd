"""The geometry of figures, as numbers for SVG templates."""
