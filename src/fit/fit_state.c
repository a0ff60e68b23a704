/*-------------------------------------------------------------------------
 *
 * fit_state.c
 *		The rows that one group of a logistic_fit has seen.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "fit/fit_state.h"
#include "pg/kept_memory.h"

LogisticFitState *
logistic_fit_state_make(const LogisticFitSite *site, MemoryContext context)
{
	LogisticFitState *state;
	int			i;

	state = MemoryContextAllocZero(context,
								   offsetof(LogisticFitState, array_lengths) +
								   site->n_arrays * sizeof(int));
	state->site = site;
	state->context = context;
	for (i = 0; i < site->n_arrays; i++)
		state->array_lengths[i] = -1;
	return state;
}

LogisticFitState *
logistic_fit_state_of_call(FunctionCallInfo fcinfo, int label_argument)
{
	const LogisticFitSite *site = logistic_fit_site(fcinfo, label_argument);
	MemoryContext context;
	LogisticFitState *state;
	bool		is_window;

	logistic_keep_memory();
	is_window = AggCheckCallContext(fcinfo, &context) == AGG_CONTEXT_WINDOW;
	state = logistic_fit_state_make(site, context);

	/* a window aggregate is not told when its state ends: no file there */
	if (!is_window)
	{
		AggRegisterCallback(fcinfo, logistic_rowbuf_release,
							PointerGetDatum(&state->buffer));
		state->buffer.space = site->space;
	}
	return state;
}
