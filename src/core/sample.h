/*-------------------------------------------------------------------------
 *
 * sample.h
 *		What samples of the rows save passes over all of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SAMPLE_H
#define LG_SAMPLE_H

#include "newton.h"

extern LgDesign lg_sample(const LgDesign *design, int64_t n);
extern bool lg_sample_is_worthwhile(const LgDesign *design);
extern double lg_sample_reach(const LgDesign *design);
extern void lg_sample_start(LgNewton *newton);
extern void lg_sample_add_information(LgNewton *newton, double sign);

#endif							/* LG_SAMPLE_H */
