# R's glm on the table points, through csv: data.table reads it where it is
# installed.  Prints the coefficients.
command <- "psql -Xqc 'COPY (SELECT y::int AS y, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10 FROM points) TO STDOUT (FORMAT csv, HEADER)'"
points <- if (requireNamespace("data.table", quietly = TRUE)) {
    data.table::fread(cmd = command)
} else {
    read.csv(pipe(command), colClasses = "numeric")
}
print(coef(glm(y ~ ., binomial, points)), digits = 17)
