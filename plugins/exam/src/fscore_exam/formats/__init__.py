"""Questions in and out: GIFT, Moodle XML and sheets both ways, items of QTI in."""
