/*-------------------------------------------------------------------------
 *
 * gate.h
 *		The gate of a registered model: limits that a refit keeps to be promoted.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GATE_H
#define LOGISTIC_GATE_H

#include "utils/jsonb.h"

typedef enum LogisticGateKey
{
	LOGISTIC_GATE_MIN_ROWS,		/* rows of the fit */
	LOGISTIC_GATE_MIN_POSITIVES,	/* positive ones among them */
	LOGISTIC_GATE_MAX_LOG_LOSS, /* on the rows held out */
	LOGISTIC_GATE_MIN_ROC_AUC,	/* on the rows held out */
	LOGISTIC_GATE_MIN_IMPROVEMENT,	/* of the log loss, over the active
									 * version's */
	LOGISTIC_GATE_MIN_SHARE,	/* rows of the fit, as a share of those of the
								 * active version */
	LOGISTIC_GATE_MAX_PSI,		/* of any feature or the score, against the
								 * rows of the active version */
	LOGISTIC_N_GATE_KEYS
} LogisticGateKey;

typedef struct LogisticGate
{
	double		limits[LOGISTIC_N_GATE_KEYS];	/* NaN: no limit */
} LogisticGate;

/* The name of a key. */
extern const char *logistic_gate_key(LogisticGateKey key);

/*
 * Reads a gate.  NULL, and keys that are not given, stand for the defaults: no
 * limit, except for min_share_of_rows.  An error for a key that does not exist
 * and for a value that the key cannot have.
 */
extern LogisticGate logistic_gate_read(Jsonb *json);

#endif							/* LOGISTIC_GATE_H */
