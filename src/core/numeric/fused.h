/*-------------------------------------------------------------------------
 *
 * fused.h
 *		a * b + c with one rounding, where the processor has it.
 *
 * A function whose time is that of a chain of products and sums is written
 * once, as an inline function with a parameter "is_fused", a constant at
 * each of its two calls: one from a function marked LG_FUSED_TARGET, to be
 * called only if lg_fused_is_there(), the other from an ordinary one.  The
 * algorithm must be right both ways; only last digits may differ.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_FUSED_H
#define LG_FUSED_H

#include <math.h>

#if defined(__FP_FAST_FMA)
#define LG_FUSED_TARGET
#define lg_fused_is_there()	1
#elif defined(__GNUC__) && defined(__x86_64__)
#define LG_FUSED_TARGET		__attribute__((target("fma")))
#define lg_fused_is_there()	__builtin_cpu_supports("fma")
#else
#define LG_FUSED_TARGET
#define lg_fused_is_there()	0
#endif

#if defined(__GNUC__)
#define LG_FUSED_INLINE		static inline __attribute__((always_inline))
#else
#define LG_FUSED_INLINE		static inline
#endif

/* a * b + c, rounded once if fused, twice if not. */
LG_FUSED_INLINE double
lg_fused(double a, double b, double c, int is_fused)
{
	return is_fused ? fma(a, b, c) : a * b + c;
}

#endif							/* LG_FUSED_H */
