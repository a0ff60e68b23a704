/*-------------------------------------------------------------------------
 *
 * model_counts.h
 *		Counts within a logistic_model: missing values filled, levels pooled.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_COUNTS_H
#define LOGISTIC_MODEL_COUNTS_H

#include "model/model.h"

/*
 * Inputs with the rows that were used without a value of theirs, and with
 * the rare levels that stand together: "age" 12, "income" 3.  palloc'd; NULL
 * where there are none.
 */
extern char *logistic_model_missing_text(const LogisticModel *model);
extern char *logistic_model_pooled_text(const LogisticModel *model);

#endif							/* LOGISTIC_MODEL_COUNTS_H */
