# The site's pages, one module for each type of page. Quizzes and handouts render their own.
