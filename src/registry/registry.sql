--
-- Registered models: versions, rights and settings
--

CREATE FUNCTION logistic_deploy(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_deploy'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_deploy(text, integer)
IS 'makes a version of a model the active one';

CREATE FUNCTION logistic_register(
    name text, model logistic_model, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_register'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_register(text, logistic_model, text)
IS 'stores a model that was made elsewhere as a new version, and makes it the active one';

CREATE FUNCTION logistic_alter(
    name text, threshold float8 DEFAULT NULL, on_null text DEFAULT NULL,
    on_new_level text DEFAULT NULL, gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_alter'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_alter(text, float8, text, text, jsonb, integer, text)
IS 'changes a model without a fit: how it scores, its gate, what is kept, its comment';

CREATE FUNCTION logistic_prune(name text, keep integer)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_prune'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_prune(text, integer)
IS 'removes all but the newest versions of a model and the active one';

CREATE FUNCTION logistic_accept(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_accept'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_accept(text)
IS 'lets a query that somebody else stored run with the rights of the model''s owner';

CREATE FUNCTION logistic_drop(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text)
IS 'drops a model with all its versions';

CREATE FUNCTION logistic_drop(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text, integer)
IS 'drops a version that is not active';

CREATE FUNCTION logistic_grant(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_grant'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_grant(text, name)
IS 'lets a role, or "public", score with a model';

CREATE FUNCTION logistic_revoke(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_revoke'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_revoke(text, name)
IS 'takes the right to score with a model back';

CREATE FUNCTION logistic_access(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_access'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_access(text)
IS 'what the current role may do with a model: owner, score or NULL';

CREATE FUNCTION logistic_owner(name text)
RETURNS name
AS 'MODULE_PATHNAME', 'logistic_owner'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_owner(text)
IS 'the role that owns a model that the current role may use; NULL if it is gone';

CREATE FUNCTION logistic_get(name text, version integer DEFAULT NULL,
    group_value text DEFAULT NULL)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_get'
LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_get(text, integer, text)
IS 'a version of a registered model as a value, for its owner';

