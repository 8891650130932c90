"""One file a screen or dialog: layout, bindings, questions to the store, answers shown."""
