# R's glmnet on the table few, whose features are columns or one array: a path
# of 100 penalties l1, or ten folds with 20 penalties l2.  glmnet's lambda is
# the penalty over the number of rows.
suppressMessages(library(glmnet))
is_array <- length(system("psql -XqAtc \"SELECT attname FROM pg_attribute WHERE attrelid = 'few'::regclass AND attname = 'a'\"", intern = TRUE)) > 0
columns <- if (is_array) "array_to_string(a, ',')" else "concat_ws(',', x1, x2, x3, x4, x5, x6, x7, x8, x9, x10)"
copy <- paste0("psql -XqAtc \"SELECT y::int || ',' || ", columns, " FROM few\"")
numbers <- scan(pipe(copy), sep = ",", quiet = TRUE)
n <- as.integer(system("psql -XqAtc 'SELECT count(*) FROM few'", intern = TRUE))
rows <- matrix(numbers, nrow = n, byrow = TRUE)
x <- rows[, -1]
y <- rows[, 1]
if (commandArgs(trailingOnly = TRUE)[1] == "path") {
    fit <- glmnet(x, y, "binomial", lambda = 10^((100:1) / 30 - 1) / n)
} else {
    fit <- cv.glmnet(x, y, family = "binomial", alpha = 0, nfolds = 10,
                     lambda = 10^((20:1) / 5 - 2) / n)
}
print(dim(coef(fit)))
