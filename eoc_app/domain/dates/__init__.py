"""Days, spans and local times as files write them."""
