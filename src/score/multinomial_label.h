/*-------------------------------------------------------------------------
 *
 * multinomial_label.h
 *		Reads the label of a row that is scored by a multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MULTINOMIAL_LABEL_H
#define LOGISTIC_MULTINOMIAL_LABEL_H

#include "pg/reader.h"
#include "score/multinomial_site.h"

/* A call site with a label among its arguments. */
typedef struct LogisticMultinomialLabel
{
	LogisticReader reader;		/* of the label */
	void	   *site;			/* for logistic_multinomial_site() */
} LogisticMultinomialLabel;

/* Resolves the label's type; an error if it cannot be one. */
extern LogisticMultinomialLabel *logistic_multinomial_label_make(FunctionCallInfo fcinfo,
																 int argument);

/* The class of a label, by its text; -1 if the model does not have it. */
extern int	logistic_multinomial_label_class(const LogisticMultinomialLabel *label,
											 const LogisticMultinomialSite *site,
											 Datum value);

/*
 * Minus the logarithm of the probability of a class, from the scores of the
 * site; Infinity for -1.
 */
extern double logistic_multinomial_loss_of(const LogisticMultinomialSite *site,
										   int class);

#endif							/* LOGISTIC_MULTINOMIAL_LABEL_H */
