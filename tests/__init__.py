"""The tests of ringrose; README.md tells which property is tested where."""
