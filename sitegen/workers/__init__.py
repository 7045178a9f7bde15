"""Where work is done: this process, a pool, a Dask cluster; and how much one text may take."""
