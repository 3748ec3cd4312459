"""The sentences of each kind of explanation: a code, and a template in every language."""
