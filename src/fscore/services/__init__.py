"""Use cases: one verb each, in the order in which the work is done."""
