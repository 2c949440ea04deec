"""The independent judge of the load tester: servers that log the truth, and statistics by sorting.

Nothing here is shared with the product. The product is only ever run as its built command.
"""
