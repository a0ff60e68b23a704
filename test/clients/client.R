#
# client.R
#		Scores through RPostgreSQL, which sends strings without a type.
#
# usage: Rscript client.R HOST PORT DATABASE USER
#
suppressMessages(library(RPostgreSQL))

arguments <- commandArgs(trailingOnly = TRUE)
connection <- dbConnect(PostgreSQL(), host = arguments[1],
                        port = as.integer(arguments[2]),
                        dbname = arguments[3], user = arguments[4])
for (age in c(20, 40, 60)) {
  found <- dbGetQuery(connection,
                      "SELECT logistic_predict('churn', $1, $2, $3)::text",
                      c(age, 12, "free"))
  cat("bare", age, found[[1]], "\n")
}
found <- dbGetQuery(connection,
                    "SELECT logistic_predict('churn', $1::jsonb)::text",
                    '{"plan": "free", "age": 40, "tenure": 12}')
cat("object 40", found[[1]], "\n")
found <- dbGetQuery(connection,
                    "SELECT logistic_predict('tagged', $1, $2)::text",
                    c(40, "{loyal,pro}"))
cat("tags", found[[1]], "\n")
invisible(dbDisconnect(connection))
