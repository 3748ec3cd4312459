"""What the engine rests on: claims about durable-rules, tested against durable-rules itself and without any code of ringrose.

A test that fails here after a new release of durable-rules says that the engine must be looked at again, not that it is wrong.
"""
