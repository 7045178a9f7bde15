"""What only the whole archive knows: topics, related articles, copies of one text.

Pure functions over the articles' terms; `sitegen.survey` calls them.
"""
