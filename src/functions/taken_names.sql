--
-- Functions of the same names that are in the schema already
--
-- Raises one error that lists all names that are taken, and says what to do;
-- the server would report one function at a time, without advice.
--

DO $$
DECLARE
    taken text;
BEGIN
    SELECT pg_catalog.string_agg(f, ', ') INTO taken
    FROM pg_catalog.unnest(ARRAY[
        'sigmoid(float8)', 'sigmoid_derivative(float8)',
        'log_sigmoid(float8)', 'softplus(float8)', 'logit(float8)',
        'relu(float8)', 'gelu(float8)', 'silu(float8)',
        'leaky_relu(float8, float8)', 'bce(float8, float8)',
        'bce(boolean, float8)', 'bce_with_logits(float8, float8)',
        'bce_with_logits(boolean, float8)', 'sigmoid(float8[])',
        'softmax(float8[])', 'log_softmax(float8[])',
        'dot(float8[], float8[])', 'hadamard(float8[], float8[])',
        'matvec(float8[], float8[])',
        'elu(float8, float8)', 'tanh(float8[])',
        'outer_product(float8[], float8[])', 'transpose(float8[])']) AS f
    WHERE pg_catalog.to_regprocedure(
        pg_catalog.format('%I.%s', pg_catalog.current_schema(), f)) IS NOT NULL;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" has functions that the extension brings: %',
            pg_catalog.current_schema(), taken
            USING ERRCODE = 'duplicate_function',
                HINT = 'Give the extension a schema of its own: CREATE SCHEMA ml; CREATE EXTENSION logistic SCHEMA ml;';
    END IF;
END $$;

