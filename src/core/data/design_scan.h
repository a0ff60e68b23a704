/*-------------------------------------------------------------------------
 *
 * design_scan.h
 *		Scans the rows of a design, dense, block by block.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DESIGN_SCAN_H
#define LG_DESIGN_SCAN_H

#include "core/data/design.h"

extern void lg_design_rewind(const LgDesign *design, LgDense *dense);
extern bool lg_design_next(const LgDesign *design, LgDense *dense);

#endif							/* LG_DESIGN_SCAN_H */
