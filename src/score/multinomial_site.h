/*-------------------------------------------------------------------------
 *
 * multinomial_site.h
 *		A call site of a score by a multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MULTINOMIAL_SITE_H
#define LOGISTIC_MULTINOMIAL_SITE_H

#include "multinomial/multinomial_model.h"
#include "pg/dictionary.h"
#include "pg/value_key.h"
#include "registry/named_model.h"
#include "score/score_site.h"

typedef struct LogisticMultinomialSite
{
	void	   *rows;			/* the site of the plans, see score_site.h */
	bool		is_named;		/* the model comes as its name */
	LogisticNamed named;
	LogisticValueKey key;		/* of the model */
	MemoryContext context;		/* of what follows */
	const MultinomialModel *model;	/* a copy, detoasted */
	const LogisticTerm **terms; /* [n_equations] */
	int			n_terms;		/* of an equation */
	bool		is_plain;		/* no equation is separated or delicate */
	double	   *coefficients;	/* [equation][n_terms] */
	text	  **labels;			/* [n_classes] */
	LogisticDictionary codes;	/* of the labels: the classes */
	double	   *x;				/* [n_terms], values of the row */
	double	   *score;			/* [n_classes], finite part */
	double	   *share;			/* [n_classes], scratch for callers */
	double	   *along;			/* [n_classes], speed at which scores diverge
								 * under separation */
} LogisticMultinomialSite;

/*
 * The site of a call whose argument "model" is the model of the current row,
 * or its name.  It is kept in *extra, NULL at first.  For a model given by
 * name, the current role needs the right "access".
 */
extern LogisticMultinomialSite *logistic_multinomial_site(FunctionCallInfo fcinfo,
														  void **extra,
														  int model,
														  LogisticAccess access);

/*
 * The scores of the classes of the current row, whose features are the
 * arguments from "first" on: -Infinity for a class that has probability 0
 * under separation.  False: NULL.
 */
extern bool logistic_multinomial_scores(FunctionCallInfo fcinfo,
										LogisticMultinomialSite *site,
										int model, int first);

/*
 * Does the same, and fills "call" with the row; the values of all terms are in
 * site->x.
 */
extern bool logistic_multinomial_terms(FunctionCallInfo fcinfo,
									   LogisticMultinomialSite *site,
									   int model, int first,
									   LogisticScoreCall *call);

#endif							/* LOGISTIC_MULTINOMIAL_SITE_H */
