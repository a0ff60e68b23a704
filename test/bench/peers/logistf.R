# R's logistf on the table few, by penalised likelihood, without profiles.
library(logistf)
command <- "psql -Xqc 'COPY (SELECT y::int AS y, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10 FROM few) TO STDOUT (FORMAT csv, HEADER)'"
few <- read.csv(pipe(command), colClasses = "numeric")
print(coef(logistf(y ~ ., few, pl = FALSE)), digits = 17)
