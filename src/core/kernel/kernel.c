/*-------------------------------------------------------------------------
 *
 * kernel.c
 *		The inner loops of a pass over the rows, for each machine.
 *
 * The loops are in kernel_template.h.  Only the functions of a set may use its
 * instructions: the file is compiled for the baseline of its architecture, and
 * the sets that the processor supports are determined at run time.
 *
 *-------------------------------------------------------------------------
 */
#include "core/kernel/kernel.h"

#include <math.h>
#include <string.h>

#include "core/numeric/exponential.h"

#define LG_LEVEL	scalar
#define LG_LANES	1
#define LG_TARGET
#define LG_FUSED(a, b, c)	((a) * (b) + (c))
#define LG_PRODUCT_ERROR(a, b, p)	LG_NAME(product_error)(a, b, p)
#define LG_MIN(a, b)		((b) < (a) ? (b) : (a))
#define LG_MAX(a, b)		((a) < (b) ? (b) : (a))
#define LG_KEEP(v)
#include "core/kernel/kernel_template.h"

#ifdef __x86_64__

#include <immintrin.h>

#define LG_LEVEL	sse2
#define LG_LANES	2
#define LG_TARGET
#define LG_FUSED(a, b, c)	((a) * (b) + (c))
#define LG_PRODUCT_ERROR(a, b, p)	LG_NAME(product_error)(a, b, p)
#define LG_MIN(a, b)		_mm_min_pd(a, b)
#define LG_MAX(a, b)		_mm_max_pd(a, b)
#define LG_KEEP(v)			__asm__("" : "+x" (v))
#define LG_FOLD_TWO(a, b)	(_mm_unpacklo_pd(a, b) + _mm_unpackhi_pd(a, b))
#include "core/kernel/kernel_template.h"

#define LG_LEVEL	avx2
#define LG_LANES	4
#define LG_TARGET	__attribute__((target("avx2,fma")))
#define LG_FUSED(a, b, c)	_mm256_fmadd_pd(a, b, c)
#define LG_PRODUCT_ERROR(a, b, p)	_mm256_fmsub_pd(a, b, p)
#define LG_MIN(a, b)		_mm256_min_pd(a, b)
#define LG_MAX(a, b)		_mm256_max_pd(a, b)
#define LG_KEEP(v)			__asm__("" : "+x" (v))
#define LG_FOLD_TWO(a, b)	\
	(_mm256_unpacklo_pd(a, b) + _mm256_unpackhi_pd(a, b))
#define LG_FOLD_FOUR(a, b)	\
	(_mm256_permute2f128_pd(a, b, 0x20) + _mm256_permute2f128_pd(a, b, 0x31))
#include "core/kernel/kernel_template.h"

#define LG_LEVEL	avx512
#define LG_LANES	8
#define LG_TARGET	__attribute__((target("avx512f,avx512dq,avx512vl")))
#define LG_FUSED(a, b, c)	_mm512_fmadd_pd(a, b, c)
#define LG_PRODUCT_ERROR(a, b, p)	_mm512_fmsub_pd(a, b, p)
#define LG_MIN(a, b)		_mm512_min_pd(a, b)
#define LG_MAX(a, b)		_mm512_max_pd(a, b)
#define LG_KEEP(v)			__asm__("" : "+v" (v))
#define LG_FOLD_TWO(a, b)	\
	(_mm512_unpacklo_pd(a, b) + _mm512_unpackhi_pd(a, b))
#define LG_FOLD_FOUR(a, b)	\
	(_mm512_shuffle_f64x2(a, b, 0x88) + _mm512_shuffle_f64x2(a, b, 0xdd))
#include "core/kernel/kernel_template.h"

#endif							/* __x86_64__ */

#ifdef __aarch64__

#include <arm_neon.h>

/* Every processor of this architecture has these instructions. */
#define LG_LEVEL	neon
#define LG_LANES	2
#define LG_TARGET
#define LG_FUSED(a, b, c)	vfmaq_f64(c, a, b)
#define LG_PRODUCT_ERROR(a, b, p)	vfmaq_f64(-(p), a, b)
#define LG_MIN(a, b)		vminq_f64(a, b)
#define LG_MAX(a, b)		vmaxq_f64(a, b)
#define LG_KEEP(v)			__asm__("" : "+w" (v))
#define LG_FOLD_TWO(a, b)	vpaddq_f64(a, b)
#include "core/kernel/kernel_template.h"

#endif							/* __aarch64__ */

/* A set of loops; NULL if this machine cannot run it. */
const LgKernel *
lg_kernel_find(LgKernelLevel level)
{
#ifdef __x86_64__
	bool		is_auto = level == LG_KERNEL_AUTO;

	if ((is_auto || level == LG_KERNEL_AVX512) &&
		__builtin_cpu_supports("avx512f") &&
		__builtin_cpu_supports("avx512dq") &&
		__builtin_cpu_supports("avx512vl"))
		return &kernel_avx512;
	if ((is_auto || level == LG_KERNEL_AVX2) &&
		__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return &kernel_avx2;
	if (is_auto || level == LG_KERNEL_SSE2)
		return &kernel_sse2;
#endif
#ifdef __aarch64__
	if (level == LG_KERNEL_AUTO || level == LG_KERNEL_NEON)
		return &kernel_neon;
#endif
	if (level == LG_KERNEL_SCALAR || level == LG_KERNEL_AUTO)
		return &kernel_scalar;
	return NULL;
}
