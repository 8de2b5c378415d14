# Quizzes as files for learning platforms: one module a format.
