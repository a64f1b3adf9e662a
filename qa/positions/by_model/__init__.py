"""Where holders stand, as a model reads it in their cited statements; nothing of it counts unchecked."""
