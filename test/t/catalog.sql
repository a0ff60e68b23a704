-- All that the extension has in the catalogs, one line each, without OIDs:
-- two servers whose lines agree have the same extension.
WITH own AS (
	SELECT d.classid, d.objid FROM pg_depend d
	WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
		AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'logistic')
),
lines (kind, line) AS (
	SELECT 'member', pg_describe_object(classid, objid, 0) || ' -- ' || coalesce(obj_description(objid, classid::regclass::name), '')
	FROM own
	UNION ALL
	SELECT 'function', pg_get_functiondef(p.oid)
	FROM own JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE prokind = 'f'
	UNION ALL
	SELECT 'cost', concat_ws(' ', p.oid::regprocedure, provolatile, proparallel, proisstrict, procost, prorows, proacl)
	FROM own JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid
	UNION ALL
	SELECT 'aggregate', concat_ws(' ', aggfnoid::regprocedure, aggkind, aggtransfn, aggfinalfn, aggcombinefn, aggserialfn,
		aggdeserialfn, aggfinalextra, aggfinalmodify, aggtranstype::regtype, aggtransspace, aggsortop, agginitval)
	FROM own JOIN pg_aggregate a ON classid = 'pg_proc'::regclass AND objid = a.aggfnoid
	UNION ALL
	SELECT 'type', concat_ws(' ', t.oid::regtype, typlen, typbyval, typtype, typcategory, typinput, typoutput, typreceive,
		typsend, typalign, typstorage)
	FROM own JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
	UNION ALL
	SELECT 'operator', concat_ws(' ', o.oid::regoperator, oprcode, oprcom::regoperator, oprnegate::regoperator, oprrest,
		oprjoin, oprcanmerge, oprcanhash)
	FROM own JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
	UNION ALL
	SELECT 'operator class', concat_ws(' ', pg_describe_object(classid, objid, 0), amopstrategy, amopopr::regoperator, amproc, amprocnum)
	FROM own JOIN pg_opclass c ON classid = 'pg_opclass'::regclass AND objid = c.oid
	LEFT JOIN (
		SELECT amopfamily AS family, amopstrategy, amopopr, NULL::regprocedure AS amproc, NULL::int AS amprocnum FROM pg_amop
		UNION ALL SELECT amprocfamily, NULL, NULL, amproc, amprocnum FROM pg_amproc) m ON family = opcfamily
	UNION ALL
	SELECT 'cast', concat_ws(' ', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)
	FROM own JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid
	UNION ALL
	SELECT 'relation', concat_ws(' ', c.oid::regclass, relkind, reloptions, relacl, relpersistence, c.oid = ANY (extconfig),
		extcondition[array_position(extconfig, c.oid)])
	FROM own JOIN pg_class c ON classid = 'pg_class'::regclass AND objid = c.oid
	JOIN pg_extension ON extname = 'logistic'
	UNION ALL
	SELECT 'column', concat_ws(' ', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull,
		attcollation::regcollation, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum))
	FROM own JOIN pg_attribute a ON classid = 'pg_class'::regclass AND objid = attrelid
	LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 AND NOT attisdropped
	UNION ALL
	SELECT 'constraint', concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
	FROM own JOIN pg_constraint c ON classid = 'pg_class'::regclass AND objid = conrelid
	UNION ALL
	SELECT 'index', pg_get_indexdef(indexrelid)
	FROM own JOIN pg_index ON classid = 'pg_class'::regclass AND objid = indrelid
	UNION ALL
	SELECT 'view', pg_get_viewdef(c.oid)
	FROM own JOIN pg_class c ON classid = 'pg_class'::regclass AND objid = c.oid WHERE relkind = 'v'
)
SELECT kind || ': ' || replace(line, E'\n', ' ') FROM lines ORDER BY 1;
