"""One problem of 33 rules, solved with many engines: one file each, and ringrose itself in `ours`."""
