# Lints of quiz questions: one concern a module.
