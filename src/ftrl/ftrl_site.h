/*-------------------------------------------------------------------------
 *
 * ftrl_site.h
 *		A call site of ftrl_fit or ftrl_update: types and names.
 *
 * A site lives in fn_mcxt; the states of its groups point to it, never the
 * other way, for an aggregate context may be reset while the site lives on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_SITE_H
#define LOGISTIC_FTRL_SITE_H

#include "fmgr.h"

#include "ftrl/ftrl_options.h"
#include "ftrl/ftrl_reader.h"
#include "pg/names.h"
#include "pg/row_argument.h"

/* Where the arguments of a transition function are; -1: there is none. */
typedef struct FtrlArguments
{
	int			model;
	int			options;
	int			label;			/* the features follow it */
} FtrlArguments;

typedef struct FtrlSite
{
	FtrlArguments arguments;
	LogisticReader label;
	LogisticLabelKind label_kind;
	LogisticDictionary *label_values;	/* of a text label */
	int			n_features;
	LogisticRowArgument *row;	/* whose columns are the features; NULL: these
								 * come one by one */
	NullableDatum *row_values;	/* scratch: the label, then those columns */
	LogisticArgumentName *names; /* the label's, then the features' */
	FtrlReader	reader;
	MemoryContext options_context;	/* of the two that follow */
	struct varlena *options_bytes;	/* of the options that were read last */
	FtrlOptions options;
} FtrlSite;

/*
 * The site of a call; the first call makes it.  NULL: the features are columns
 * of a row that is NULL so far, and has no type.
 */
extern FtrlSite *logistic_ftrl_site(FunctionCallInfo fcinfo,
									FtrlArguments arguments);

/* The options of a row, read anew if they differ from the last row's. */
extern const FtrlOptions *logistic_ftrl_site_options(FtrlSite *site,
													 FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_FTRL_SITE_H */
