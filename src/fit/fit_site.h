/*-------------------------------------------------------------------------
 *
 * fit_site.h
 *		A call site of logistic_fit: types and names of its arguments.
 *
 * Types, readers, names and the codes of levels are settled once per call
 * site and shared by all its groups.  A site lives in fn_mcxt; the states of
 * its groups point to it, never the other way, for an aggregate context may
 * be reset while the site lives on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_SITE_H
#define LOGISTIC_FIT_SITE_H

#include "fmgr.h"

#include "pg/dictionary.h"
#include "pg/names.h"
#include "pg/reader.h"
#include "pg/row_argument.h"
#include "pg/spill_file.h"

/* One argument that is a feature. */
typedef struct LogisticFitFeature
{
	LogisticReader reader;
	int			code_column;	/* boolean, category: its column of codes */
	int			array;			/* array: its index among the arrays */
	int			set;			/* set: its index among the sets; else -1 */
	LogisticDictionary *levels; /* category, set: the codes of its levels */
	bool		is_told;		/* its rounding has been warned of */
} LogisticFitFeature;

/* Neighbouring features that are read in the same way. */
typedef struct LogisticFitRun
{
	int			first;			/* feature */
	int			n;				/* of them; 1 unless they are numbers */
} LogisticFitRun;

typedef struct LogisticFitSite
{
	int			label_argument; /* index in fcinfo; features follow */
	bool		has_constant_options;	/* options that no row can change */
	LogisticReader label;
	LogisticLabelKind label_kind;
	LogisticDictionary *label_values;	/* of a text label, or of any with more
										 * than two classes */
	bool		is_multinomial; /* the label may have many values */
	int			n_features;
	int			n_codes;		/* boolean and category features */
	int			n_arrays;		/* array features */
	int			n_sets;			/* set features */
	LogisticFitFeature *features;
	int			n_runs;
	LogisticFitRun *runs;		/* of features; together they are all */
	bool		is_reduced;		/* the features are what is left of more: columns
								 * of a row or a query, as terms use them */
	bool		is_plain;		/* no options that depend on the row, and all
								 * features are float8 */
	LogisticRowArgument *row;	/* whose columns are the features; NULL: these
								 * come one by one */
	NullableDatum *row_values;	/* scratch: the label, then those columns */
	char	   *row_terms;		/* the terms that they were chosen for; NULL:
								 * none */
	struct LogisticFitSite *next;	/* of other terms; NULL: the last */
	LogisticArgumentName *names; /* the label's, then the features' */
	LogisticSpillFile *space;	/* of the rows of all groups; NULL: the site
								 * belongs to no call */
	int		   *n_warned;		/* groups that had a warning; NULL: the site
								 * belongs to no call */
	struct LogisticHold *hold;	/* of a call whose rows go to shared files, see
								 * parallel/hold_aggregate.c; else NULL */
} LogisticFitSite;

/* The index in fcinfo of the options, which stand before the label; 0: none. */
static inline int
logistic_fit_options_argument(const LogisticFitSite *site)
{
	return site->label_argument - 1;
}

/*
 * A site of no call by the types and names of n arguments, the label's first,
 * in the given context, where the names have to be, too.
 */
extern LogisticFitSite *logistic_fit_site_make(const Oid *types,
											   LogisticArgumentName *names,
											   int n, MemoryContext context);

/*
 * The site of a call, made at its first row.  If the features are the columns
 * of a row, each other option "terms" gets a site of its own.  NULL: the
 * features are columns of a row that has been NULL so far.
 */
extern LogisticFitSite *logistic_fit_site(FunctionCallInfo fcinfo,
										  int label_argument);

/* Readies the site of a call for a label of more than two classes. */
extern void logistic_fit_site_multinomial(FunctionCallInfo fcinfo,
										  int label_argument);

/* The printed name of a feature, or of an element of an array feature. */
extern const char *logistic_fit_feature_name(const LogisticFitSite *site,
											 int feature, int element);

#endif							/* LOGISTIC_FIT_SITE_H */
