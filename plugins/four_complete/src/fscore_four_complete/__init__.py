"""The four complete: facts about every place that makes, sells or serves food."""
