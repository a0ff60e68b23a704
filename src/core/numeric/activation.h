/*-------------------------------------------------------------------------
 *
 * activation.h
 *		The numerics of activation functions of neural networks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ACTIVATION_H
#define LG_ACTIVATION_H

extern double lg_activation_relu(double x);
extern double lg_activation_leaky_relu(double x, double slope);
extern double lg_activation_elu(double x, double alpha);
extern double lg_activation_gelu(double x);
extern double lg_activation_silu(double x);
extern void lg_activation_softmax(const double *x, int n, double *y);
extern void lg_activation_log_softmax(const double *x, int n, double *y);

#endif							/* LG_ACTIVATION_H */
