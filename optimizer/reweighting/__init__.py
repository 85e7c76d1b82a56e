"""Answers while weights move: models, portfolios and proven bounds that are kept from one question to the next."""
