/*-------------------------------------------------------------------------
 *
 * fit_classes.h
 *		The classes of a label with any number of values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_CLASSES_H
#define LOGISTIC_FIT_CLASSES_H

#include "fit/fit_levels.h"

/*
 * The index, 0 or 1, of a text label among the values that the state has met,
 * in the order in which they came.  A third value is an error.
 */
extern uint8 logistic_fit_text_label(LogisticFitState *state, Datum value);

/*
 * The number of a label's class among those that the state has met, in the
 * order in which they came.
 */
extern uint8 logistic_fit_class(LogisticFitState *state, Datum value);

/*
 * The classes of a state with their names, palloc'd, in order: numbers by
 * value, false before true, an enum's labels in their own order, texts in
 * byte order.  "code" is the number above.
 */
extern LogisticFitLevel *logistic_fit_classes(const LogisticFitState *state);

#endif							/* LOGISTIC_FIT_CLASSES_H */
