/*-------------------------------------------------------------------------
 *
 * layout.c
 *		The arrays that some fits need, within their workspace.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/layout.h"

#include "core/linalg/cholesky.h"
#include "core/numeric/cut.h"

/* Lays the arrays of more than two classes out. */
void
lg_layout_softmax(LgSoftmax *softmax, int n_terms, char *base, size_t *used)
{
	size_t		n_classes = softmax->classes.n_classes;
	size_t		n_equations = softmax->n_equations;
	size_t		n = n_terms / n_equations;
	size_t		dense = n * LG_BLOCK_STRIDE * sizeof(double);
	size_t		by_row = n_classes * LG_BLOCK_ROWS * sizeof(double);

	softmax->terms = lg_cut(base, used, n * sizeof(LgTerm));
	softmax->columns = lg_cut(base, used, n * sizeof(int));
	softmax->places = lg_cut(base, used, n * sizeof(int));
	softmax->dense.z = lg_cut(base, used, dense);
	softmax->dense.z_low = lg_cut(base, used, dense);
	softmax->dense.columns = lg_cut(base, used, n * sizeof(double *));
	softmax->dense.sums = lg_cut(base, used, lg_cross_size(n) * sizeof(double));
	softmax->is_open = lg_cut(base, used,
						   n_classes * LG_BLOCK_ROWS * sizeof(bool));
	softmax->share = lg_cut(base, used, by_row);
	softmax->rest = lg_cut(base, used, by_row);
	softmax->weighted = lg_cut(base, used, by_row);
	softmax->gradients = lg_cut(base, used, n_terms * sizeof(LgDd));
	softmax->blocks = lg_cut(base, used, LG_PACKED_SIZE(n_equations) *
						  LG_PACKED_SIZE(n) * sizeof(LgDd));
	softmax->share_dd = lg_cut(base, used, n_classes * sizeof(LgDd));
	softmax->rest_dd = lg_cut(base, used, n_classes * sizeof(LgDd));
	softmax->score_dd = lg_cut(base, used, n_classes * sizeof(LgDd));
	softmax->products = lg_cut(base, used, by_row);
	softmax->square = lg_cut(base, used,
						  2 * n_classes * n_classes * sizeof(double));
}

/* Lays the arrays of conjugate gradients out, but those that are shared. */
void
lg_layout_truncated(LgTruncated *truncated, int n, int64_t n_rows, char *base,
				  size_t *used)
{
	size_t		vector = n * sizeof(double);

	truncated->row_weight = lg_cut(base, used, n_rows * sizeof(double));
	truncated->solution = lg_cut(base, used, vector);
	truncated->residual = lg_cut(base, used, vector);
	truncated->preconditioned = lg_cut(base, used, vector);
	truncated->direction = lg_cut(base, used, vector);
	truncated->product = lg_cut(base, used, vector);
	truncated->diagonal = lg_cut(base, used, vector);
}

/* Lays the arrays of Jeffreys' prior out. */
void
lg_layout_jeffreys(LgProfile *profile, size_t n, char *base, size_t *used)
{
	LgJeffreys *prior = &profile->search.prior;
	size_t		packed = LG_PACKED_SIZE(n) * sizeof(double);

	profile->hessian = lg_cut(base, used, packed);
	prior->hessian = lg_cut(base, used, packed);
	prior->sums = lg_cut(base, used, n * sizeof(LgDd));
	if (n <= LG_JEFFREYS_COLUMNS)
		prior->tensor = lg_cut(base, used,
							LG_JEFFREYS_TENSOR(n) * sizeof(double));
}
