"""sitegen: turns a folder of messy saved articles into a clean, searchable, lasting archive.

Read `sitegen.build` first: it tells the story of a build from end to end.
"""

__version__ = "0.1.0"
