"""The engine on durable-rules, and the only importer of it."""
