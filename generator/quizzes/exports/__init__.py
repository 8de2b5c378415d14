# Quizzes as downloads for learning platforms and other programs: one module for each format.
