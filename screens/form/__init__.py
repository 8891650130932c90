"""The parts of the activity form: what it holds, what it means, what it looks like, how it is saved."""
