"""Bytes of papers: resumable uploads, who may have them."""
