-- Literals and parameters without a type: what sqrt('4') and sqrt($1) do.
\pset tuples_only on
SELECT sigmoid('0'), sigmoid(' 1e3 '), sigmoid(NULL) IS NULL, sigmoid(0), sigmoid(0.0), sigmoid(0::smallint), sigmoid(0::float4);
SELECT sigmoid('2') = sigmoid(2::float8), sigmoid_derivative('2') = sigmoid_derivative(2::float8), log_sigmoid('2') = log_sigmoid(2::float8),
       softplus('2') = softplus(2::float8), logit('0.5'), relu('2'), leaky_relu('-2'), leaky_relu('-2', 0.5), leaky_relu('-2', '0.5'), gelu('2') = gelu(2::float8), silu('2') = silu(2::float8);
SELECT bce('1', '0.5') = bce(1, 0.5), bce(1, '0.5') = bce(1, 0.5), bce('1', 0.5) = bce(1, 0.5), bce(true, '0.5') = bce(1, 0.5), bce('true', '0.5') = bce(1, 0.5);
SELECT bce_with_logits('1', '2') = bce_with_logits(1, 2), bce_with_logits(1, '2') = bce_with_logits(1, 2), bce_with_logits('1', 2) = bce_with_logits(1, 2), bce_with_logits(false, '2') = bce_with_logits(0, 2);
SELECT softmax('{0,0}'), log_softmax('{0}'), softmax('{0,NULL}') IS NULL;
SELECT elu('-2') = elu(-2), elu('-2', 0.5) = elu(-2, 0.5), elu('-2', '0.5') = elu(-2, 0.5), tanh('0.5') = tanh(0.5), tanh(0.5), tanh(1), tanh(1::numeric) = tanh(1);
PREPARE p AS SELECT sigmoid($1), softplus($1), logit($1);
EXECUTE p(0.5);
EXECUTE p('0.5');
EXECUTE p(NULL);
SET plan_cache_mode = force_generic_plan;
EXECUTE p(0.5);
RESET plan_cache_mode;
PREPARE q AS SELECT bce($1, $2) = bce(1, 0.25), bce_with_logits($1, $3) = bce_with_logits(1, 2), softmax($4);
EXECUTE q(1, 0.25, 2, '{0,0}');
-- arrays resolve as they did
SELECT sigmoid(ARRAY[0, 0.5]) = sigmoid(ARRAY[0, 0.5]::float8[]), sigmoid(ARRAY[1, 2]) = sigmoid(ARRAY[1, 2]::float8[]), sigmoid('{0,0}'::float8[]), softmax(ARRAY[1, 1]);
-- a number that is none, a column of text
SELECT sigmoid('x');
SELECT logit('2');
SELECT bce('2', '0.5');
SELECT bce('maybe', '0.5');
SELECT softmax('1,2');
SELECT sigmoid(t) FROM (VALUES ('1'), ('2')) v(t);
SELECT bce(1, t) FROM (VALUES ('1'), ('2')) v(t);
SELECT softmax(t) FROM (VALUES ('{1}'), ('{2}')) v(t);
SELECT sigmoid('1'::varchar);
SELECT tanh(t) FROM (VALUES ('1'), ('2')) v(t);
PREPARE r AS SELECT tanh($1) = tanh(0.5), elu($2) = elu(-1);
EXECUTE r(0.5, -1);
DEALLOCATE ALL;
\pset tuples_only off
