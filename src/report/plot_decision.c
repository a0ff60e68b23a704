/*-------------------------------------------------------------------------
 *
 * plot_decision.c
 *		A decision curve, as SVG.
 *
 * The net benefit of acting from each threshold on, beside that of acting on
 * all rows and on none:
 *
 *		SELECT logistic_plot_decision(decision_curve(churned, p)) FROM scored
 *
 * The benefit of acting on all rows tends to minus infinity as the threshold
 * rises.  The picture, and the lines in it, end a little below zero.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/array.h"
#include "utils/builtins.h"

#include "pg/row_array.h"
#include "report/plot.h"
#include "report/plot_decision.h"

#define WIDTH		296.0		/* in pixels */
#define HEIGHT		296.0
#define BELOW_ZERO	0.25		/* of the height above zero */

/* Draws the parts of a line that are not below the low end of the picture. */
static void
draw_above(LogisticPlot *plot, LogisticMark mark, int n, const double *x,
		   const double *y)
{
	double		low = plot->y.low;
	double	   *part_x = palloc((n + 1) * sizeof(double));
	double	   *part_y = palloc((n + 1) * sizeof(double));
	int			n_part = 0;
	int			i;

	for (i = 0; i < n; i++)
	{
		if (i > 0 && (y[i] < low) != (y[i - 1] < low))
		{
			part_x[n_part] = x[i - 1] +
				(x[i] - x[i - 1]) * (low - y[i - 1]) / (y[i] - y[i - 1]);
			part_y[n_part++] = low;
		}
		if (y[i] >= low)
		{
			part_x[n_part] = x[i];
			part_y[n_part++] = y[i];
		}
		if (n_part > 0 && (y[i] < low || i == n - 1))
		{
			logistic_plot_line(plot, mark, n_part, part_x, part_y);
			n_part = 0;
		}
	}
	pfree(part_x);
	pfree(part_y);
}

/* Draws the legend, in the upper right corner. */
static void
draw_key(LogisticPlot *plot)
{
	static const char *const names[] = {"by the score", "on all", "on none"};
	static const LogisticMark marks[] = {
		LOGISTIC_MARK_FIRST, LOGISTIC_MARK_SECOND, LOGISTIC_MARK_REFERENCE
	};
	LogisticScale x = plot->x;
	LogisticScale y = plot->y;
	int			i;

	/* in pixels instead of data units */
	plot->x.low = 0.0;
	plot->x.high = plot->width;
	plot->x.from = 0.0;
	plot->x.to = plot->width;
	plot->y.low = 0.0;
	plot->y.high = plot->height;
	plot->y.from = 0.0;
	plot->y.to = plot->height;
	for (i = 0; i < lengthof(names); i++)
	{
		double		row = plot->top + 10.0 + 16.0 * i;
		double		right = plot->width - plot->right;

		logistic_plot_segment(plot, marks[i], right - 22.0, row, right - 4.0,
							  row);
		logistic_plot_text(plot, "lg-tick", right - 28.0, row + 4.0, "end",
						   names[i]);
	}
	plot->x = x;
	plot->y = y;
}

void
logistic_draw_decision(StringInfo svg, ArrayType *curve, bool standalone)
{
	static const char *const names[] = {
		"threshold", "net_benefit", "net_benefit_all"
	};
	double	   *columns[3];
	double		high = 1e-6;
	LogisticPlot plot;
	int			n = logistic_row_array_read(curve, names, 3, columns);
	int			i;

	for (i = 0; i < n; i++)
		high = fmax(high, fmax(columns[1][i], columns[2][i]));
	logistic_plot_begin(&plot, svg, WIDTH, HEIGHT, "Decision curve",
						standalone);
	logistic_plot_scales(&plot, 0.0, 1.0, -BELOW_ZERO * high, 1.05 * high);
	logistic_plot_axis_x(&plot, "Threshold probability");
	logistic_plot_axis_y(&plot, "Net benefit per row of acting");
	logistic_plot_segment(&plot, LOGISTIC_MARK_REFERENCE, 0.0, 0.0, 1.0, 0.0);
	draw_above(&plot, LOGISTIC_MARK_SECOND, n, columns[0], columns[2]);
	draw_above(&plot, LOGISTIC_MARK_FIRST, n, columns[0], columns[1]);
	draw_key(&plot);
	logistic_plot_end(&plot);
}

/*
 * logistic_plot_decision(curve logistic_decision_point[]) -> text
 *
 * The curve of decision_curve() as an SVG picture: the net benefit of acting
 * by the score, on all rows and on none, over the threshold.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_decision);
Datum
logistic_plot_decision(PG_FUNCTION_ARGS)
{
	StringInfoData svg;

	initStringInfo(&svg);
	logistic_draw_decision(&svg, PG_GETARG_ARRAYTYPE_P(0), true);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}
