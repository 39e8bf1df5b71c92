"""What an untrusted file is: by its bytes, under limits."""
