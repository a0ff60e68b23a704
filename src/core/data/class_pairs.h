/*-------------------------------------------------------------------------
 *
 * class_pairs.h
 *		Data of more than two classes as pairs of classes; see softmax.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CLASS_PAIRS_H
#define LG_CLASS_PAIRS_H

#include "core/data/design.h"

extern bool lg_design_next_pairs(const LgDesign *design, LgDense *dense);

#endif							/* LG_CLASS_PAIRS_H */
