"""How the learned parts of sitegen were learned: python -m training.body --corpus DIR."""
