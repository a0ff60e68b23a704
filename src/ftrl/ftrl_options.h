/*-------------------------------------------------------------------------
 *
 * ftrl_options.h
 *		The SQL type ftrl_options: learning rates, penalties and features of
 *		FTRL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_OPTIONS_H
#define LOGISTIC_FTRL_OPTIONS_H

#include "fmgr.h"
#include "utils/jsonb.h"

#include "ftrl/ftrl_model.h"

/* The attributes of the composite type, in its order. */
typedef enum FtrlOption
{
	FTRL_OPTION_WEIGHT,
	FTRL_OPTION_ALPHA,
	FTRL_OPTION_BETA,
	FTRL_OPTION_L1,
	FTRL_OPTION_L2,
	FTRL_OPTION_BITS,
	FTRL_OPTION_INTERCEPT,
	FTRL_OPTION_POSITIVE,
	FTRL_OPTION_CROSSES,
	FTRL_N_OPTIONS
} FtrlOption;

typedef struct FtrlOptions
{
	bool		is_given[FTRL_N_OPTIONS];	/* else it is NULL */
	double		weight;			/* of the row, finite and >= 0 */
	LgFtrlRates rates;
	int			bits;
	bool		has_intercept;
	char	   *positive;		/* label value of class 1 */
	Jsonb	   *crosses;
} FtrlOptions;

/* Reads a value, in the current memory context. */
extern void logistic_ftrl_options_read(Datum datum, FtrlOptions *options);

/* Do two values agree in all but the weight? */
extern bool logistic_ftrl_options_same(const FtrlOptions *a,
									   const FtrlOptions *b);

/* Takes what is given over into the draft of a new model. */
extern void logistic_ftrl_options_apply(const FtrlOptions *options,
										FtrlDraft *draft);

/*
 * Complains unless what is given agrees with a model that exists: what has
 * been learnt by one rule cannot be continued by another.
 */
extern void logistic_ftrl_options_agree(const FtrlOptions *options,
										const FtrlDraft *draft);

#endif							/* LOGISTIC_FTRL_OPTIONS_H */
