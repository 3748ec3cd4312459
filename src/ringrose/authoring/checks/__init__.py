"""What can be wrong with a pack although it is sound: each check yields remarks with a code, a place, a reason and a suggestion."""
