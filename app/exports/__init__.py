"""Results as files that can be handed around."""
