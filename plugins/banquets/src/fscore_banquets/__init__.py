"""Banquets in the countryside: notice, guidance, cooks, incidents."""
