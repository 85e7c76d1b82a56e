"""One blueprint a feature: bind, call one service, respond."""
