/*-------------------------------------------------------------------------
 *
 * plot_curve.c
 *		ROC, gain, precision-recall and calibration curves, as SVG.
 *
 * Each function takes what the metric of the same name returns, an array of
 * rows, and reads its columns by name:
 *
 *		SELECT logistic_plot_roc(roc_curve(churned, p)) FROM scored
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/array.h"
#include "utils/builtins.h"

#include "pg/row_array.h"
#include "report/plot.h"
#include "report/plot_curve.h"

#define SIDE	296.0			/* of a square picture, in pixels */
#define WIDE	520.0			/* width of the histogram */

/* The axes of a share against a share, both from 0 to 1. */
static void
begin_shares(LogisticPlot *plot, StringInfo svg, const char *title,
			 const char *x, const char *y, bool standalone)
{
	logistic_plot_begin(plot, svg, SIDE, SIDE, title, standalone);
	logistic_plot_scales(plot, 0.0, 1.0, 0.0, 1.0);
	logistic_plot_axis_x(plot, x);
	logistic_plot_axis_y(plot, y);
}

void
logistic_draw_roc(StringInfo svg, ArrayType *curve, bool standalone)
{
	static const char *const names[] = {
		"false_positive_rate", "true_positive_rate"
	};
	double	   *columns[2];
	LogisticPlot plot;
	int			n = logistic_row_array_read(curve, names, 2, columns);

	begin_shares(&plot, svg, "ROC curve", "False positive rate",
				 "True positive rate", standalone);
	logistic_plot_segment(&plot, LOGISTIC_MARK_REFERENCE, 0.0, 0.0, 1.0, 1.0);
	logistic_plot_line(&plot, LOGISTIC_MARK_FIRST, n, columns[0], columns[1]);
	logistic_plot_end(&plot);
}

void
logistic_draw_precision_recall(StringInfo svg, ArrayType *curve,
							   bool standalone)
{
	static const char *const names[] = {"recall", "precision"};
	double	   *columns[2];
	LogisticPlot plot;
	int			n = logistic_row_array_read(curve, names, 2, columns);

	begin_shares(&plot, svg, "Precision-recall curve", "Recall", "Precision",
				 standalone);
	logistic_plot_line(&plot, LOGISTIC_MARK_FIRST, n, columns[0], columns[1]);
	logistic_plot_end(&plot);
}

void
logistic_draw_gain(StringInfo svg, ArrayType *curve, bool standalone)
{
	static const char *const names[] = {"fraction", "gain"};
	double	   *columns[2];
	LogisticPlot plot;
	int			n = logistic_row_array_read(curve, names, 2, columns);

	begin_shares(&plot, svg, "Gain curve", "Share of all rows, best first",
				 "Share of the positives found", standalone);
	logistic_plot_segment(&plot, LOGISTIC_MARK_REFERENCE, 0.0, 0.0, 1.0, 1.0);
	logistic_plot_line(&plot, LOGISTIC_MARK_FIRST, n, columns[0], columns[1]);
	logistic_plot_end(&plot);
}

/* The area of a dot grows with the rows that it stands for. */
static double
dot_radius(double n, double largest)
{
	return 2.5 + 5.5 * sqrt(n / largest);
}

void
logistic_draw_calibration(StringInfo svg, ArrayType *curve, bool standalone)
{
	static const char *const names[] = {"mean_predicted", "observed", "n"};
	double	   *columns[3];
	double		largest = 1.0;
	LogisticPlot plot;
	int			n = logistic_row_array_read(curve, names, 3, columns);
	int			i;

	begin_shares(&plot, svg, "Calibration curve", "Mean predicted probability",
				 "Observed share of positives", standalone);
	logistic_plot_segment(&plot, LOGISTIC_MARK_REFERENCE, 0.0, 0.0, 1.0, 1.0);
	logistic_plot_line(&plot, LOGISTIC_MARK_FIRST, n, columns[0], columns[1]);
	for (i = 0; i < n; i++)
		largest = fmax(largest, columns[2][i]);
	for (i = 0; i < n; i++)
		logistic_plot_dot(&plot, LOGISTIC_MARK_FIRST, columns[0][i],
						  columns[1][i], dot_radius(columns[2][i], largest),
						  psprintf("predicted %.3f, observed %.3f, %.0f rows",
								   columns[0][i], columns[1][i],
								   columns[2][i]));
	logistic_plot_end(&plot);
}

void
logistic_draw_histogram(StringInfo svg, ArrayType *bins, int n_bins)
{
	static const char *const names[] = {"mean_predicted", "observed", "n"};
	double	   *columns[3];
	double		totals[2] = {0.0, 0.0};
	double		highest = 1e-6;
	LogisticPlot plot;
	int			n = logistic_row_array_read(bins, names, 3, columns);
	int			i;
	int			label;

	for (i = 0; i < n; i++)
	{
		totals[1] += columns[1][i] * columns[2][i];
		totals[0] += (1.0 - columns[1][i]) * columns[2][i];
	}
	for (i = 0; i < n; i++)
	{
		highest = fmax(highest, columns[1][i] * columns[2][i] / totals[1]);
		highest = fmax(highest,
					   (1.0 - columns[1][i]) * columns[2][i] / totals[0]);
	}
	logistic_plot_begin(&plot, svg, WIDE, SIDE, "Scores by label", false);
	logistic_plot_scales(&plot, 0.0, 1.0, 0.0, fmin(1.05 * highest, 1.0));
	logistic_plot_axis_x(&plot, "Predicted probability");
	logistic_plot_axis_y(&plot, "Share of the label's rows");
	for (label = 0; label < 2; label++)
		for (i = 0; i < n; i++)
		{
			double		share = (label ? columns[1][i] : 1.0 - columns[1][i]) *
				columns[2][i] / totals[label];
			double		bin = fmin(floor(columns[0][i] * n_bins), n_bins - 1);

			if (share > 0.0)
				logistic_plot_bar(&plot, label ? LOGISTIC_MARK_FIRST :
								  LOGISTIC_MARK_SECOND, bin / n_bins, 0.0,
								  (bin + 1.0) / n_bins, share,
								  psprintf("%s: %.3g%% of the rows from %.2f to %.2f",
										   label ? "positive" : "negative",
										   100.0 * share, bin / n_bins,
										   (bin + 1.0) / n_bins));
		}
	logistic_plot_end(&plot);
}

/* Draws a curve as a picture of its own. */
static Datum
draw(FunctionCallInfo fcinfo,
	 void (*picture) (StringInfo svg, ArrayType *curve, bool standalone))
{
	StringInfoData svg;

	initStringInfo(&svg);
	picture(&svg, PG_GETARG_ARRAYTYPE_P(0), true);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}

/*
 * logistic_plot_roc(curve logistic_roc_point[]) -> text
 *
 * The curve of roc_curve() as an SVG picture.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_roc);
Datum
logistic_plot_roc(PG_FUNCTION_ARGS)
{
	return draw(fcinfo, logistic_draw_roc);
}

/*
 * logistic_plot_precision_recall(curve logistic_precision_recall_point[]) -> text
 *
 * The curve of precision_recall_curve() as an SVG picture.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_precision_recall);
Datum
logistic_plot_precision_recall(PG_FUNCTION_ARGS)
{
	return draw(fcinfo, logistic_draw_precision_recall);
}

/*
 * logistic_plot_gain(curve logistic_gain_point[]) -> text
 *
 * The curve of gain_curve() as an SVG picture.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_gain);
Datum
logistic_plot_gain(PG_FUNCTION_ARGS)
{
	return draw(fcinfo, logistic_draw_gain);
}

/*
 * logistic_plot_calibration(curve logistic_calibration_bin[]) -> text
 *
 * The bins of calibration_curve() as an SVG picture: dots whose area grows
 * with the number of rows.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_plot_calibration);
Datum
logistic_plot_calibration(PG_FUNCTION_ARGS)
{
	return draw(fcinfo, logistic_draw_calibration);
}
