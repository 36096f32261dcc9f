"""A Briefing becomes pages: text is measured, boxes are placed, the cloud is laid out."""
