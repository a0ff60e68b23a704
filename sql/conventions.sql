-- The extension's objects against our own rules: every query returns no row.
CREATE TEMP VIEW own AS
SELECT classid, objid FROM pg_depend d
JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE d.deptype = 'e' AND e.extname = 'logistic';

-- an object without a comment, but for the row types of tables and views
SELECT classid::regclass, pg_describe_object(classid, objid, 0)
FROM own
WHERE obj_description(objid, classid::regclass::name) IS NULL
  AND classid NOT IN ('pg_cast'::regclass, 'pg_opfamily'::regclass)
  AND pg_describe_object(classid, objid, 0) NOT LIKE 'type %[]'
  AND NOT EXISTS (SELECT FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
                  WHERE classid = 'pg_type'::regclass AND t.oid = objid AND c.relkind <> 'c')
ORDER BY 2;

-- a function that is not marked for parallel plans, or volatile, unless it
-- writes to the registry: those are both; one that runs a query that it is
-- given is not safe, and only reads; one that counts rows sees all of them, and
-- one that gathers them is volatile, in each worker for itself
SELECT p.oid::regprocedure, proparallel, provolatile
FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid
WHERE CASE WHEN proname ~ '^logistic_(train|register|refit|refit_all|refit_each|deploy|alter|accept|prune|drop|grant|revoke|guard|share_models)$'
           THEN proparallel <> 'u' OR provolatile <> 'v'
           WHEN proname IN ('logistic_fit_distributed', 'logistic_drift', 'logistic_evaluate',
                          'logistic_path', 'logistic_cross_validate', 'logistic_report', 'multinomial_evaluate', 'multinomial_report')
           THEN proparallel <> 'u' OR provolatile <> 's'
           WHEN proname IN ('logistic_holdout_copy', 'logistic_holdout_copy_frequency', 'logistic_holdout_folds') THEN proparallel <> 'r' OR provolatile <> 'v'
           WHEN proname IN ('logistic_step_take', 'logistic_step_taken', 'logistic_hold_trans') THEN proparallel <> 's' OR provolatile <> 'v'
           ELSE proparallel <> 's' OR provolatile = 'v' END ORDER BY 1;

-- a function that takes a model and not a name: one that makes SQL functions,
-- compares models or is part of a type or an aggregate need not
SELECT p.oid::regprocedure
FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid
WHERE p.pronamespace <> 'logistic_internal'::regnamespace
  AND (SELECT count(*) FROM unnest(proargtypes) t WHERE t = 'logistic_model'::regtype) > 0
  AND p.oid::regproc::text !~ '_(in|out|send|recv|final|trans|combine|serialize|deserialize|eq|ne|lt|le|gt|ge|cmp|hash|hash_extended)$'
  AND proname NOT IN ('jsonb', 'logistic_with', 'logistic_register', 'logistic_distribution')
  AND NOT EXISTS (SELECT FROM pg_proc n JOIN own o ON o.classid = 'pg_proc'::regclass AND o.objid = n.oid
                  WHERE n.proname = p.proname AND n.pronamespace = p.pronamespace AND n.pronargs >= p.pronargs
                    AND n.proargtypes[(SELECT min(i) - 1 FROM unnest(p.proargtypes) WITH ORDINALITY AS u (t, i)
                                       WHERE t = 'logistic_model'::regtype)] = 'text'::regtype)
ORDER BY 1;

-- a table that a dump leaves out, unless it is made of others, or that somebody other than its owner and
-- the installer has a right on
SELECT c.oid::regclass
FROM pg_class c JOIN own ON classid = 'pg_class'::regclass AND objid = c.oid
JOIN pg_extension e ON extname = 'logistic'
WHERE relkind = 'r'
  AND (EXISTS (SELECT FROM aclexplode(relacl) WHERE grantee NOT IN (relowner, extowner)) OR NOT (c.oid = ANY (extconfig) OR relname = 'logistic_shared_model')) ORDER BY 1;

-- a view that shows more than it says, or that no one may read
SELECT c.oid::regclass
FROM pg_class c JOIN own ON classid = 'pg_class'::regclass AND objid = c.oid
WHERE relkind = 'v'
  AND (NOT coalesce('security_barrier=true' = ANY (reloptions), false)
       OR NOT has_table_privilege('public', c.oid, 'SELECT')) ORDER BY 1;

-- a C symbol without the prefix
SELECT p.oid::regprocedure, prosrc
FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid
JOIN pg_language l ON l.oid = prolang
WHERE lanname = 'c' AND prosrc NOT LIKE 'logistic\_%' ORDER BY 1;

-- a base type that cannot be sent, or not be compared
SELECT t.oid::regtype
FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE typtype = 'b' AND typelem = 0
  AND (typsend = 0 OR typreceive = 0 OR NOT EXISTS (SELECT FROM pg_opclass WHERE opcintype = t.oid AND opcdefault));

-- an argument of a public function without a name
SELECT p.oid::regprocedure
FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid
WHERE proargnames IS NULL AND pronargs > 0 AND prokind = 'f'
  AND proname !~ '_(in|out|send|recv|final|trans|combine|serialize|deserialize|eq|ne|lt|le|gt|ge|cmp|hash|hash_extended)$'
  ORDER BY 1;

-- an argument of another default than its namesakes: docs/reference.md says why
-- those that are left out differ
CREATE TEMP VIEW arguments AS
SELECT p.oid, u.i, proargnames[u.i] AS name, coalesce(proargmodes[u.i], 'i') AS mode,
       pg_get_function_arg_default(p.oid, u.i::int) AS value
FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid,
     unnest(coalesce(proallargtypes, proargtypes::oid[])) WITH ORDINALITY AS u (type, i);
SELECT name, array_agg(DISTINCT value) AS defaults
FROM arguments
WHERE value IS NOT NULL AND name NOT IN ('alpha', 'holdout', 'intercept', 'l1', 'l2', 'method', 'on_new_level', 'on_null', 'promote', 'threshold')
GROUP BY name HAVING count(DISTINCT value) > 1 ORDER BY 1;

-- a level of intervals that does not follow the model
SELECT a.oid::regprocedure, a.i
FROM arguments a JOIN arguments m ON m.oid = a.oid AND m.i = 1 AND m.name IN ('model', 'name')
WHERE a.name = 'level' AND a.i <> 2 ORDER BY 1;

-- columns of a test and its interval in another order, but for a contrast, where
-- the test is of the difference alone and three intervals follow
WITH columns AS (
    SELECT oid::regprocedure::text AS object, name, i FROM arguments WHERE mode IN ('o', 't')
    UNION ALL
    SELECT attrelid::regclass::text, attname, attnum FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    JOIN pg_type t ON t.oid = c.reltype JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid),
ranked AS (
    SELECT object, i, array_position('{estimate,std_error,statistic,p_value,conf_low,conf_high,odds_ratio}', name::text) AS place FROM columns)
SELECT a.object, a.i, a.place FROM ranked a JOIN ranked b ON b.object = a.object AND b.i > a.i AND b.place < a.place
WHERE a.object <> 'logistic_prediction_contrast' ORDER BY 1, 2;
