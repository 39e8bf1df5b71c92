"""What a form consists of: blocks, page, letterhead, template, text widths."""
