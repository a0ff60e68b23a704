/*-------------------------------------------------------------------------
 *
 * multinomial_model.h
 *		The SQL type multinomial_model: one logistic_model per equation.
 *
 * A softmax regression of K classes is K - 1 equations, each the log-odds of
 * one class against the baseline.  Such an equation is a logistic_model and
 * lies in the value as one, whole: names, features, policies and estimates
 * are read by the accessors of model.h.  Its negative label is the baseline,
 * its positive label the class; its statistics are those of the joint fit.
 * What belongs to no single equation is the covariance across them.
 *
 * Layout of the value:
 *
 *		MultinomialModel header
 *		uint64[n_equations]			where the equations begin
 *		double[covariance_length]	packed lower triangle over the covariance
 *									rows of the equations, one after the other
 *		LogisticModel ...			each at a multiple of eight bytes
 *
 * A label with a single value has one equation, which has only a negative
 * label.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MULTINOMIAL_MODEL_H
#define LOGISTIC_MULTINOMIAL_MODEL_H

#include "model/model.h"
#include "model/model_scoring.h"

#define MULTINOMIAL_MODEL_VERSION	1	/* of the layout and of the JSON form */

typedef struct MultinomialModel
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* MULTINOMIAL_MODEL_VERSION */
	int16		reserved;		/* must be zero */
	int32		n_classes;
	int32		n_equations;	/* n_classes - 1, but at least 1 */
	int32		covariance_rows;	/* of all equations */
	int32		reserved2;		/* must be zero */
	uint64		hash;			/* see logistic_value_hash */
} MultinomialModel;

/* Equation i, that of class i + 1. */
extern const LogisticModel *logistic_multinomial_equation(const MultinomialModel *model,
														  int i);

/* Element (i, j), j <= i, of it stands at i * (i + 1) / 2 + j. */
extern const double *logistic_multinomial_covariance(const MultinomialModel *model);

/* The label value of class i; 0 is the baseline. */
extern const char *logistic_multinomial_class(const MultinomialModel *model,
											  int i);

/*
 * The funnel: every function that takes a multinomial_model gets it here,
 * detoasted and checked for its version.
 */
extern const MultinomialModel *logistic_multinomial_get(Datum datum);
#define PG_GETARG_MULTINOMIAL_MODEL(n) \
	logistic_multinomial_get(PG_GETARG_DATUM(n))

/*
 * Lays equations out as a value, in the current memory context.  The joint
 * covariance covers their covariance rows; NULL if they have none.
 */
extern MultinomialModel *logistic_multinomial_build(LogisticModel *const *equations,
													int n_equations,
													int n_classes,
													const double *covariance);

/*
 * The same model with the changes, palloc'd; an error for a threshold, which
 * does not apply (multinomial_summary.c).
 */
extern MultinomialModel *logistic_multinomial_changed(const MultinomialModel *model,
													  const LogisticScoring *scoring);

#endif							/* LOGISTIC_MULTINOMIAL_MODEL_H */
