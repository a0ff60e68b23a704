/*-------------------------------------------------------------------------
 *
 * numeric_to_double.h
 *		The double nearest to a numeric, fast for the short ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_NUMERIC_TO_DOUBLE_H
#define LOGISTIC_NUMERIC_TO_DOUBLE_H

#include "fmgr.h"

extern double logistic_numeric_decode(Datum value);

#endif							/* LOGISTIC_NUMERIC_TO_DOUBLE_H */
