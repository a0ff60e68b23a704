-- Elementwise functions: their values are certified by test/reference and
-- test/unit; here are the types, the edges and the errors.
SET extra_float_digits = 0;

-- every number type, and arrays of them, finds its function
SELECT sigmoid(0), sigmoid(0.0), sigmoid(0::float4), sigmoid(0::smallint);
SELECT pg_typeof(sigmoid(1)), pg_typeof(sigmoid(1::float4)),
       pg_typeof(sigmoid(ARRAY[1::float4])), pg_typeof(sigmoid(ARRAY[1::float8]));
SELECT sigmoid(ARRAY[0, 1]), sigmoid(ARRAY[0.0, 1.0]);

-- dimensions and lower bounds stay, and so do NULL elements
SELECT sigmoid('[2:3]={0,0}'::float8[]), sigmoid('{{0,NULL},{0,0}}'::float8[]);
SELECT sigmoid('{}'::float8[]), sigmoid(NULL::float8[]), sigmoid(NULL::float8);

-- both tails: nothing over- or underflows into an error
SELECT sigmoid(x), log_sigmoid(x), softplus(x), sigmoid_derivative(x)
FROM unnest('{-Infinity,-800,800,Infinity,NaN}'::float8[]) x;

-- logit: its domain is [0, 1]
SELECT logit(0), logit(1), logit(0.5);
SELECT logit(1.5);
SELECT logit(-1e-300);

-- losses: hard, soft and boolean labels; 0 ln 0 = 0
SELECT bce(1, 1), bce(0, 0), bce(1, 0), bce(0.5, 0.5), bce(true, 0.5);
SELECT bce_with_logits(1, -800), bce_with_logits(false, -800),
       bce_with_logits(0.5, 0);
SELECT bce(2, 0.5);
SELECT bce(1, 1.5);

-- activations
SELECT relu(-1), relu(2), leaky_relu(-1), leaky_relu(-1, 0.5), silu(0), gelu(0);

-- softmax is shifted by the maximum and sums to 1; a NULL gives NULL
SELECT softmax('{1000,1000}'::float8[]), log_softmax('{0,0}'::float8[]);
SELECT softmax('{1,NULL}'::float8[]);

-- identities on a grid
SELECT bool_and(abs(sigmoid(-x) - (1 - sigmoid(x))) < 1e-15),
       bool_and(log_sigmoid(x) = -softplus(-x)),
       bool_and(silu(x) - x * sigmoid(x) BETWEEN -1e-14 AND 1e-14)
FROM (SELECT i / 7.0::float8 AS x FROM generate_series(-200, 200) i) grid;

-- every form of a function gives what the one for float8 does: float4 the same
-- rounded once, an array the same element by element, where NULLs stay NULL
CREATE FUNCTION forms_differ(name text, x float8, more text DEFAULT '') RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    differ boolean;
BEGIN
    EXECUTE format($q$
        SELECT %1$s($1::float4 %2$s) IS DISTINCT FROM %1$s($1 %2$s)::float4
            OR %1$s(ARRAY[$1, NULL] %2$s) IS DISTINCT FROM ARRAY[%1$s($1 %2$s), NULL]
            OR %1$s(ARRAY[NULL, $1::float4] %2$s) IS DISTINCT FROM ARRAY[NULL, %1$s($1 %2$s)::float4]
            OR %1$s($1::text %2$s) IS DISTINCT FROM %1$s($1 %2$s)
            OR %1$s(ARRAY[$1::numeric] %2$s) IS DISTINCT FROM ARRAY[%1$s($1 %2$s)]
            OR %1$s(ARRAY[floor($1)::bigint] %2$s) IS DISTINCT FROM ARRAY[%1$s(floor($1) %2$s)]
            OR %1$s(ARRAY[floor($1)::integer] %2$s) IS DISTINCT FROM ARRAY[%1$s(floor($1) %2$s)]
            OR %1$s(ARRAY[floor($1)::smallint] %2$s) IS DISTINCT FROM ARRAY[%1$s(floor($1) %2$s)]$q$, name, more)
    INTO differ USING x;
    RETURN differ;
END $$;
SELECT name, x
FROM unnest(ARRAY['sigmoid', 'sigmoid_derivative', 'log_sigmoid', 'softplus', 'relu', 'leaky_relu', 'elu', 'gelu', 'silu']) AS name,
     unnest('{-12,-3.5,-0.25,0,0.75,20}'::float8[]) AS x
WHERE forms_differ(name, x);
SELECT x FROM unnest('{-3.5,0,0.75}'::float8[]) AS x WHERE forms_differ('leaky_relu', x, ', 0.125') OR forms_differ('elu', x, ', 0.125');
SELECT p FROM unnest('{0,0.25,0.5,1}'::float8[]) AS p WHERE forms_differ('logit', p);
DROP FUNCTION forms_differ(text, float8, text);
SELECT softmax('{0,1}'::float4[]) = softmax('{0,1}'::float8[])::float4[] AS softmax,
       log_softmax('{0,1}'::float4[]) = log_softmax('{0,1}'::float8[])::float4[] AS log_softmax,
       softmax(ARRAY[0.0, 1.0]) = softmax('{0,1}'::float8[]) AND softmax('{0,1}'::int[]) = softmax('{0,1}'::smallint[]) AND
       softmax('{0,1}'::bigint[]) = softmax('{0,1}') AS others;
-- elu, and tanh of arrays, whose elements are those of the server's tanh
SELECT abs(elu(-1) - (exp(-1::float8) - 1)) < 1e-15 AS elu, elu(2), elu('-Infinity'::float8, 0.5) AS at_the_end, elu(-1e-20) AS small, elu(NULL::float8) IS NULL AS nothing;
SELECT elu(ARRAY[[-1, 2], [0, NULL]], 2) = ARRAY[[2 * elu(-1), 2], [0, NULL]] AS shape, tanh(ARRAY[[-1, 2], [0, NULL]]) = ARRAY[[tanh(-1), tanh(2)], [0, NULL]] AS tanh;
SELECT bool_and(tanh(ARRAY[x]) = ARRAY[tanh(x)] AND tanh(ARRAY[x::float4]) = ARRAY[tanh(x::float4)::float4] AND tanh(ARRAY[x::numeric]) = ARRAY[tanh(x)]) AS same
FROM unnest('{-800,-1.5,-1e-30,0,1e-9,0.25,3,20}'::float8[]) AS x;
SELECT tanh(ARRAY[1]) = tanh(ARRAY[1.0]) AND tanh(ARRAY[1::bigint]) = tanh(ARRAY[1::smallint]) AS integers, tanh('{NaN,Infinity,-Infinity}'::float8[]) AS ends;
SELECT elu(-1::float4, 1e300);
