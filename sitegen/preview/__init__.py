"""The live preview: build, serve, watch, build again; and a desk to correct articles at."""
