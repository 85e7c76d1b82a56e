"""Signing in and out, and nothing else: passwords, one-time links, the session cookie, limits against guessing."""
