-- Products of arrays, of numbers of any type.
SELECT dot('{1, 2, 3}', '{4, 5, 6}'), dot(ARRAY[1, 2], ARRAY[0.5, 0.25]), dot(ARRAY[1.5, 2]::float4[], ARRAY[2, 4]::bigint[]);
SELECT hadamard('{1, 2, 3}', '{4, 5, 6}'), hadamard(ARRAY[[1, 2], [3, 4]], ARRAY[[0.5, 1], [2, 0]]);
SELECT matvec(ARRAY[[1, 2], [3, 4], [5, 6]], ARRAY[10, 100]);
-- dot is rounded once: plain sums lose the small term.
SELECT dot('{1e16, 1, -1e16}', '{1, 1, 1}'), 1e16::float8 + 1 - 1e16;
-- matvec is dot of each row; a matrix of one row gives dot.
SELECT matvec(ARRAY[[1, 2, 3]], '{4, 5, 6}') = ARRAY[dot('{1, 2, 3}', '{4, 5, 6}')] AS equal;
-- hadamard keeps the shape of the first array, lower bounds too.
SELECT hadamard('[0:1]={1, 2}', '[5:6]={3, 4}');
-- NULL in, NULL out; a NULL element makes NULL what depends on it.
SELECT dot(NULL, '{1}'), hadamard('{1}', NULL), matvec(NULL, NULL);
SELECT dot('{1, NULL}', '{1, 2}'), hadamard('{1, NULL, 3}', '{1, 2, NULL}'), matvec('{{1, NULL}, {1, 2}}', '{3, 4}'), matvec('{{1, 2}}', '{3, NULL}');
-- Nothing times nothing.
SELECT dot('{}', '{}'), hadamard('{}', '{}'), matvec('{}', '{}');
-- Infinities and NaN as in plain arithmetic, overflow is Infinity.
SELECT dot('{Infinity, 1}', '{1, 1}'), dot('{Infinity}', '{0}'), dot('{1e200}', '{1e200}'), hadamard('{1e200, NaN}', '{-1e200, 1}');
-- Shapes that do not go together.
SELECT dot('{1, 2}', '{1, 2, 3}');
SELECT dot('{{1, 2}}', '{1, 2}');
SELECT dot('{1, 2}', '{{1, 2}}');
SELECT hadamard('{1, 2}', '{1}');
SELECT hadamard('{1, 2}', '{{1, 2}}');
SELECT hadamard('{{1, 2}}', '{{1}, {2}}');
SELECT matvec('{1, 2}', '{1, 2}');
SELECT matvec('{{{1}}}', '{1}');
SELECT matvec('{{1, 2}}', '{1, 2, 3}');
SELECT matvec('{{1, 2}}', '{{1, 2}}');
SELECT matvec('{}', '{1}');

-- the outer product: each of one with each of the other; NULL where one is
SELECT outer_product('{1,2,3}', '{4,5}'), outer_product('{1,NULL}', '{2,3}'), outer_product('{}', '{1}'), outer_product(ARRAY[1, 2], ARRAY[0.5]), outer_product(NULL, '{1}') IS NULL AS nothing;
-- times a vector it is one of both times a number
SELECT matvec(outer_product(a, b), c) = hadamard(a, array_fill(dot(b, c), '{3}')) AS same FROM (VALUES ('{1,2,3}'::float8[], '{4,-5}'::float8[], '{0.5,2}'::float8[])) v(a, b, c);
SELECT outer_product('{{1,2}}', '{1}');
SELECT outer_product('{1}', '{{1,2},{3,4}}');
SELECT outer_product(array_fill(1::float8, '{100000}'), array_fill(1::float8, '{100000}'));
-- rows as columns, and back
SELECT transpose('{{1,2,3},{4,5,6}}'), transpose('{{1,NULL}}'), transpose('{}'), transpose(ARRAY[[1, 2]]), transpose('[0:1][5:6]={{1,2},{3,4}}');
SELECT transpose(transpose(m)) = m AS back, transpose(outer_product(a, b)) = outer_product(b, a) AS turned FROM (VALUES ('{{1,2,3},{4,5,6}}'::float8[], '{1,2,3}'::float8[], '{4,5}'::float8[])) v(m, a, b);
SELECT transpose('{1,2}');
SELECT transpose('{{{1,2}}}');
