/*-------------------------------------------------------------------------
 *
 * class_weights.h
 *		The likelihood with class weights, and the prevalence correction of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CLASS_WEIGHTS_H
#define LG_CLASS_WEIGHTS_H

#include "core/data/pass.h"
#include "core/likelihood/softmax.h"

/* Rows whose weights make all classes weigh the same; see class_weights.c. */
typedef struct LgClassWeights
{
	LgRows	   *source;			/* the rows as they are */
	LgRows	   *balanced;		/* the rows that this is the host of */
	int			positive;		/* the label code that is a success */
	const LgSoftmax *softmax;	/* more than two classes; else NULL */
	double		factor[LG_CLASSES_LIMIT];	/* of the weights of a class; of
											 * two: failures, successes */
	LgPass		pass;			/* the last one, of rows that lie elsewhere */
	double		weights[LG_BLOCK_ROWS];	/* of the block handed out */
} LgClassWeights;

extern void lg_class_weights_start(LgClassWeights *balance, LgRows *source,
								   int positive,
								   const LgSoftmax *softmax, LgRows *balanced);
extern double lg_class_weights_correction(double prevalence, double share);

#endif							/* LG_CLASS_WEIGHTS_H */
