/*-------------------------------------------------------------------------
 *
 * plot_rows.c
 *		Pictures with a row for each name, as SVG: bins with their weight of
 *		evidence, and contrasts with their intervals.
 *
 *		SELECT logistic_plot_woe(woe_bins(bad, duration)) FROM credit
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "pg/row_array.h"
#include "report/plot.h"

#define WIDTH		620.0		/* of the picture, in pixels */
#define LEFT		170.0		/* room for the names */
#define RIGHT		180.0		/* room for the numbers */
#define ROW_HEIGHT	22.0
#define NAME_LENGTH 26			/* characters of a name */
#define ROWS_LIMIT	100			/* drawn; more cannot be read */

/* Begins a picture of n rows over a scale of numbers that has 0 on it. */
static void
begin_rows(LogisticPlot *plot, StringInfo svg, int n, const char *title,
		   const char *label, double low, double high)
{
	double		margin = fmax(0.05 * (high - low), 1e-6);

	n = Max(n, 1);
	logistic_plot_begin(plot, svg, WIDTH, n * ROW_HEIGHT + 56.0, title, true);
	plot->left = LEFT;
	plot->right = RIGHT;
	plot->top = 6.0;
	logistic_plot_scales(plot, low - margin, high + margin, n, 0.0);
	logistic_plot_axis_x(plot, label);
	logistic_plot_segment(plot, LOGISTIC_MARK_REFERENCE, 0.0, n, 0.0, 0.0);
}

/* Draws the name of a row on its left, and its numbers on its right. */
static void
draw_texts(LogisticPlot *plot, int i, const char *name, const char *numbers)
{
	double		pixel = logistic_plot_pixel(&plot->y, i + 0.5) + 4.0;

	logistic_plot_text(plot, "lg-label", LEFT - 10.0, pixel, "end",
					   logistic_plot_shorten(name, NAME_LENGTH));
	logistic_plot_text(plot, "lg-tick", WIDTH - RIGHT + 12.0, pixel, "start",
					   numbers);
}

/*
 * logistic_plot_woe(bins logistic_woe_bin[]) -> text
 *
 * The bins of woe_bins() as an SVG picture: a bar for the weight of evidence of
 * each, beside it the number of its rows and their rate.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_woe);
Datum
logistic_plot_woe(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"woe", "n", "rate"};
	ArrayType  *bins = PG_GETARG_ARRAYTYPE_P(0);
	double	   *columns[3];
	int			n = Min(logistic_row_array_read(bins, names, 3, columns),
						ROWS_LIMIT);
	char	  **texts = logistic_row_array_texts(bins, "bin", names, 3);
	double		low = 0.0;
	double		high = 0.0;
	StringInfoData svg;
	LogisticPlot plot;
	int			i;

	for (i = 0; i < n; i++)
	{
		low = fmin(low, columns[0][i]);
		high = fmax(high, columns[0][i]);
	}
	initStringInfo(&svg);
	begin_rows(&plot, &svg, n, "Weights of evidence", "Weight of evidence",
			   low, high);
	for (i = 0; i < n; i++)
	{
		char	   *numbers = psprintf("%.0f rows, %.1f%%", columns[1][i],
									   100.0 * columns[2][i]);

		draw_texts(&plot, i, texts[i], numbers);
		logistic_plot_bar(&plot, columns[0][i] > 0.0 ?
						  LOGISTIC_MARK_SECOND : LOGISTIC_MARK_FIRST,
						  0.0, i + 0.15, columns[0][i], i + 0.85,
						  psprintf("%s: %.3f, %s", texts[i], columns[0][i],
								   numbers));
	}
	logistic_plot_end(&plot);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}

/* The names of rows, of which there must be n; NULL is that of a total. */
static char **
read_names(ArrayType *array, int n)
{
	Datum	   *elements;
	bool	   *nulls;
	char	  **names;
	int			n_names;
	int			i;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements,
					  &nulls, &n_names);
	if (n_names != n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("number of names is %d, but there are %d contrasts",
						n_names, n)));
	names = palloc(Max(n, 1) * sizeof(char *));
	for (i = 0; i < n; i++)
		names[i] = nulls[i] ? pstrdup("(all)") :
			TextDatumGetCString(elements[i]);
	return names;
}

/*
 * logistic_plot_contrasts(names text[],
 *						   contrasts logistic_prediction_contrast[]) -> text
 *
 * The differences of logistic_contrast() with their intervals, a row for each
 * name, as an SVG picture; a name that is NULL, as GROUP BY ROLLUP has it for
 * the total, is "(all)".  Strict.  Errors: another number of names than of
 * contrasts; a contrast that is NULL or has no error.
 */
PG_FUNCTION_INFO_V1(logistic_plot_contrasts);
Datum
logistic_plot_contrasts(PG_FUNCTION_ARGS)
{
	static const char *const columns_read[] = {
		"difference", "conf_low", "conf_high"
	};
	double	   *columns[3];
	int			n = logistic_row_array_read(PG_GETARG_ARRAYTYPE_P(1),
											columns_read, 3, columns);
	char	  **names = read_names(PG_GETARG_ARRAYTYPE_P(0), n);
	double		low = 0.0;
	double		high = 0.0;
	StringInfoData svg;
	LogisticPlot plot;
	int			i;

	n = Min(n, ROWS_LIMIT);
	for (i = 0; i < n; i++)
	{
		low = fmin(low, columns[1][i]);
		high = fmax(high, columns[2][i]);
	}
	initStringInfo(&svg);
	begin_rows(&plot, &svg, n, "Differences of average predictions",
			   "Difference of the average predictions, with its 95% interval",
			   low, high);
	for (i = 0; i < n; i++)
	{
		char	   *numbers = psprintf("%.3f [%.3f, %.3f]", columns[0][i],
									   columns[1][i], columns[2][i]);

		draw_texts(&plot, i, names[i], numbers);
		logistic_plot_segment(&plot, LOGISTIC_MARK_FIRST, columns[1][i],
							  i + 0.5, columns[2][i], i + 0.5);
		logistic_plot_dot(&plot, LOGISTIC_MARK_FIRST, columns[0][i], i + 0.5,
						  4.0, psprintf("%s: %s", names[i], numbers));
	}
	logistic_plot_end(&plot);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}
