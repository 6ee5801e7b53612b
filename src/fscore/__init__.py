"""Food safety records, indicators, scores and reports for townships."""
