# R's brglm2 on the table few: the mean bias reduction of glm, which is Firth's.
suppressMessages(library(brglm2))
command <- "psql -Xqc 'COPY (SELECT y::int AS y, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10 FROM few) TO STDOUT (FORMAT csv, HEADER)'"
few <- read.csv(pipe(command), colClasses = "numeric")
print(coef(glm(y ~ ., binomial, few, method = "brglmFit")), digits = 17)
