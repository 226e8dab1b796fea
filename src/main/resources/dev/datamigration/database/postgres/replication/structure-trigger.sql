-- Lets the source's log tell how objects are changed, see decision 48. {name}: of the capture; {path}: under which definitions are
-- printed, see SearchPaths; {selected}: whether the task means the table that "qualified" names. Run as one transaction, with
-- pg_catalog alone before pg_temp: the functions run with their owner's rights, so that no name in them may mean what others make.
CREATE TABLE datamigration.structure_{name} (catalog oid, object oid, description jsonb NOT NULL, PRIMARY KEY (catalog, object));
CREATE INDEX structure_{name}_parts ON datamigration.structure_{name} USING gin
  ((description->'parents'), (description->'indexes'), (description->'constraints'));

CREATE FUNCTION datamigration.structure_{name}_of(catalog oid, object oid) RETURNS jsonb LANGUAGE sql STABLE
SET search_path TO {path} SET datestyle TO 'ISO, YMD' SET intervalstyle TO 'postgres' SET extra_float_digits TO 1 SET bytea_output TO 'hex' SET timezone TO 'UTC'
RETURN CASE catalog
  WHEN 'pg_catalog.pg_class'::pg_catalog.regclass THEN coalesce((
    SELECT pg_catalog.jsonb_build_object(
      'kind', c.relkind, 'schema', n.nspname, 'name', c.relname, 'unlogged', c.relpersistence = 'u',
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'),
      'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END,
      'options', c.reloptions,
      'partitionKey', CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
      'bound', CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
      'replicaIdentity', c.relreplident,
      'root', (SELECT pg_catalog.jsonb_build_object('schema', rn.nspname, 'name', rc.relname)
                 FROM pg_catalog.pg_class rc JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
                WHERE c.relispartition AND rc.oid = pg_catalog.pg_partition_root(c.oid)),
      'parents', (SELECT pg_catalog.jsonb_object_agg(p.oid, pg_catalog.jsonb_build_object('schema', pn.nspname, 'name', p.relname))
                    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid),
      'sequences', (SELECT pg_catalog.jsonb_object_agg(sc.oid, pg_catalog.jsonb_build_object(
                        'schema', sn.nspname, 'name', sc.relname, 'column', d.refobjsubid))
                      FROM pg_catalog.pg_depend d
                      JOIN pg_catalog.pg_class sc ON sc.oid = d.objid AND sc.relkind = 'S'
                      JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
                     WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'a'
                       AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid),
      'columns', (SELECT pg_catalog.jsonb_object_agg(a.attnum, pg_catalog.jsonb_build_object(
                      'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                      'collation', CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0
                                     THEN a.attcollation::pg_catalog.regcollation::text END,
                      'notNull', a.attnotnull,
                      'default', CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
                      'generated', CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
                      'stored', a.attgenerated = 's',
                      'identity', nullif(a.attidentity, ''),
                      'missing', CASE WHEN a.atthasmissing THEN (a.attmissingval::text::text[])[1]
                                      WHEN c.relkind = 'p' THEN (
                                        SELECT (l.attmissingval::text::text[])[1]
                                          FROM pg_catalog.pg_partition_tree(c.oid) pt
                                          JOIN pg_catalog.pg_attribute l ON l.attrelid = pt.relid AND l.attname = a.attname
                                         WHERE l.atthasmissing LIMIT 1) END,
                      'comment', pg_catalog.col_description(c.oid, a.attnum)))
                    FROM pg_catalog.pg_attribute a
                    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      'constraints', (SELECT pg_catalog.jsonb_object_agg(k.oid, pg_catalog.jsonb_build_object(
                          'name', k.conname, 'type', k.contype, 'validated', k.convalidated,
                          'inherited', k.conparentid <> 0 OR NOT k.conislocal,
                          'definition', pg_catalog.replace(pg_catalog.pg_get_constraintdef(k.oid),
                             ' REFERENCES ' || k.confrelid::pg_catalog.regclass::text, ' REFERENCES '),
                          'references', (SELECT pg_catalog.jsonb_build_object('schema', fn.nspname, 'name', f.relname)
                             FROM pg_catalog.pg_class f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
                            WHERE f.oid = k.confrelid),
                          'comment', pg_catalog.obj_description(k.oid, 'pg_constraint')))
                        FROM pg_catalog.pg_constraint k
                       WHERE k.conrelid = c.oid AND k.contype IN ('c', 'p', 'u', 'x', 'f')),
      'indexes', (SELECT pg_catalog.jsonb_object_agg(i.oid, pg_catalog.jsonb_build_object(
                      'name', i.relname, 'unique', x.indisunique, 'inherited', i.relispartition,
                      'definition', pg_catalog.substr(pg_catalog.pg_get_indexdef(i.oid),
                         pg_catalog.strpos(pg_catalog.pg_get_indexdef(i.oid), ' USING ')),
                      'comment', pg_catalog.obj_description(i.oid, 'pg_class')))
                    FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
                   WHERE x.indrelid = c.oid AND x.indisvalid
                     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
                                      WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = object AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't'), (
    -- that of an identity column comes with the column
    SELECT pg_catalog.jsonb_build_object('kind', 'sequence', 'schema', n.nspname, 'name', c.relname,
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'), 'type', pg_catalog.format_type(q.seqtypid, NULL),
      'start', q.seqstart, 'increment', q.seqincrement, 'minimum', q.seqmin, 'maximum', q.seqmax, 'cache', q.seqcache,
      'cycle', q.seqcycle)
      FROM pg_catalog.pg_sequence q JOIN pg_catalog.pg_class c ON c.oid = q.seqrelid AND c.relpersistence <> 't'
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = object AND NOT EXISTS (
       SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i')))
  WHEN 'pg_catalog.pg_type'::pg_catalog.regclass THEN (
    SELECT pg_catalog.jsonb_build_object('kind', 'enum', 'schema', n.nspname, 'name', t.typname,
      'comment', pg_catalog.obj_description(t.oid, 'pg_type'),
      'labels', (SELECT pg_catalog.jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
                  WHERE e.enumtypid = t.oid))
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
     WHERE t.oid = object AND t.typtype = 'e')
  WHEN 'pg_catalog.pg_proc'::pg_catalog.regclass THEN (
    SELECT pg_catalog.jsonb_build_object('kind', 'function', 'schema', n.nspname, 'name', p.proname,
      'procedure', p.prokind = 'p',
      'trusted', (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.oid = p.proowner),
      'arguments', pg_catalog.pg_get_function_identity_arguments(p.oid),
      'definition', pg_catalog.pg_get_functiondef(p.oid),
      'comment', pg_catalog.obj_description(p.oid, 'pg_proc'))
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE p.oid = object AND p.prokind IN ('f', 'p', 'w'))
  END;

-- Returns whether the log tells the rows of a table; one that was made after these triggers is added, while it has no row.
CREATE FUNCTION datamigration.structure_{name}_published(of_table oid, now jsonb, empty boolean) RETURNS boolean
LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $published$
DECLARE
  qualified text := (now->>'schema') || '.' || (now->>'name');
BEGIN
  IF EXISTS (SELECT 1 FROM pg_catalog.pg_publication p WHERE p.pubname = '{name}' AND (p.puballtables OR EXISTS (
       SELECT 1 FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid
          AND r.prrelid IN (SELECT of_table UNION SELECT a.relid FROM pg_catalog.pg_partition_ancestors(of_table) a)))) THEN
    RETURN true;
  END IF;
  IF NOT coalesce((now->>'fresh')::boolean, false) OR NOT coalesce(empty, false) OR (now->>'unlogged')::boolean
     OR now->>'bound' IS NOT NULL OR NOT ({selected})
     OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_publication p WHERE p.pubname = '{name}')
     OR NOT (CASE now->>'replicaIdentity' WHEN 'f' THEN true WHEN 'n' THEN false ELSE EXISTS (
       SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = of_table AND i.indisvalid
          AND CASE now->>'replicaIdentity' WHEN 'i' THEN i.indisreplident ELSE i.indisprimary AND i.indimmediate END) END) THEN
    RETURN false;
  END IF;
  EXECUTE pg_catalog.format('ALTER PUBLICATION {name} ADD TABLE ONLY %I.%I', now->>'schema', now->>'name');
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false;
END
$published$;

CREATE FUNCTION datamigration.structure_{name}_tell(of_catalog oid, of_object oid, by_parent boolean, has_using boolean) RETURNS void
LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $tell$
DECLARE
  was jsonb;
  now jsonb;
  empty boolean;
BEGIN
  now := datamigration.structure_{name}_of(of_catalog, of_object);
  SELECT s.description INTO was FROM datamigration.structure_{name} s WHERE s.catalog = of_catalog AND s.object = of_object;
  IF now->>'kind' IN ('r', 'p') THEN
    now := now || pg_catalog.jsonb_build_object(
      'detached', now->>'bound' IS NULL AND (was->>'bound' IS NOT NULL OR coalesce((was->>'detached')::boolean, false)),
      'fresh', was IS NULL OR coalesce((was->>'fresh')::boolean, false),
      'published', coalesce((was->>'published')::boolean, false));
  END IF;
  IF was IS NOT DISTINCT FROM now THEN
    RETURN;
  END IF;
  IF now->>'kind' IN ('r', 'p') THEN
    IF (now->>'fresh')::boolean OR was->>'bound' IS DISTINCT FROM now->>'bound' OR EXISTS (
         SELECT 1 FROM pg_catalog.jsonb_each(now->'columns') c
          WHERE NOT (was->'columns') ? c.key AND c.value->>'missing' IS NULL
            AND (c.value->>'default' IS NOT NULL OR c.value->>'identity' IS NOT NULL)) THEN
      EXECUTE pg_catalog.format('SELECT NOT EXISTS (SELECT 1 FROM %I.%I)', now->>'schema', now->>'name') INTO empty;
    END IF;
    now := now || pg_catalog.jsonb_build_object(
      'published', datamigration.structure_{name}_published(of_object, now, empty));
  END IF;
  IF now IS NULL THEN
    DELETE FROM datamigration.structure_{name} s WHERE s.catalog = of_catalog AND s.object = of_object;
  ELSE
    INSERT INTO datamigration.structure_{name} AS s VALUES (of_catalog, of_object, now)
      ON CONFLICT (catalog, object) DO UPDATE SET description = excluded.description;
  END IF;
  IF by_parent AND was->'parents' IS NOT DISTINCT FROM now->'parents' AND was->>'bound' IS NOT DISTINCT FROM now->>'bound' THEN
    RETURN;
  END IF;
  PERFORM pg_catalog.pg_logical_emit_message(true, '{name}', pg_catalog.convert_to(pg_catalog.jsonb_build_object(
    'object', of_object::bigint, 'was', was, 'now', now, 'using', has_using, 'empty', empty)::text, 'UTF8'));
END
$tell$;

CREATE FUNCTION datamigration.structure_{name}_changed() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path TO pg_catalog, pg_temp AS $changed$
DECLARE
  command record;
  relation oid;
  child oid;
  context text;
  has_using boolean;
BEGIN
  GET DIAGNOSTICS context = PG_CONTEXT;
  has_using := coalesce(pg_catalog.current_query(), '') || context OPERATOR(pg_catalog.~*) '\musing\M';
  IF TG_EVENT = 'sql_drop' THEN
    FOR command IN SELECT d.classid, d.objid, d.objsubid, (d.original OR d.normal)
                          AND d.object_type IN ('index', 'table constraint') AS of_table FROM pg_catalog.pg_event_trigger_dropped_objects() d
                    WHERE NOT d.is_temporary ORDER BY d.objsubid, d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass DESC LOOP
      PERFORM datamigration.structure_{name}_tell(command.classid, command.objid, false, has_using);
      -- one that goes with its table needs no table any more
      IF command.of_table THEN
        FOR relation IN SELECT s.object FROM datamigration.structure_{name} s
                         WHERE s.catalog = 'pg_catalog.pg_class'::pg_catalog.regclass
                           AND (s.description->'indexes' ? command.objid::text
                                OR s.description->'constraints' ? command.objid::text) LOOP
          PERFORM datamigration.structure_{name}_tell('pg_catalog.pg_class'::pg_catalog.regclass, relation, false, has_using);
        END LOOP;
      END IF;
    END LOOP;
    RETURN;
  END IF;
  FOR command IN
    SELECT CASE d.classid WHEN 'pg_catalog.pg_constraint'::pg_catalog.regclass THEN 'pg_catalog.pg_class'::pg_catalog.regclass::oid
                          ELSE d.classid END AS classid,
           CASE d.classid WHEN 'pg_catalog.pg_constraint'::pg_catalog.regclass
                            THEN (SELECT k.conrelid FROM pg_catalog.pg_constraint k WHERE k.oid = d.objid)
                          WHEN 'pg_catalog.pg_class'::pg_catalog.regclass
                            THEN coalesce((SELECT x.indrelid FROM pg_catalog.pg_index x WHERE x.indexrelid = d.objid), d.objid)
                          ELSE d.objid END AS objid
      FROM pg_catalog.pg_event_trigger_ddl_commands() d
     WHERE NOT coalesce(d.in_extension, false)
       AND d.classid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_constraint'::pg_catalog.regclass,
                         'pg_catalog.pg_type'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass)
       AND coalesce(d.schema_name, '') NOT IN ('pg_temp', 'datamigration') LOOP
    PERFORM datamigration.structure_{name}_tell(command.classid, command.objid, false, has_using);
    IF command.classid = 'pg_catalog.pg_class'::pg_catalog.regclass THEN
      FOR child IN
        WITH RECURSIVE below AS (
          SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = command.objid
          UNION SELECT i.inhrelid FROM below b JOIN pg_catalog.pg_inherits i ON i.inhparent = b.inhrelid)
        SELECT b.inhrelid FROM below b
        UNION SELECT s.object FROM datamigration.structure_{name} s
               WHERE s.catalog = 'pg_catalog.pg_class'::pg_catalog.regclass
                 AND s.description->'parents' ? command.objid::text LOOP
        PERFORM datamigration.structure_{name}_tell('pg_catalog.pg_class'::pg_catalog.regclass, child, true, has_using);
      END LOOP;
    END IF;
  END LOOP;
EXCEPTION WHEN OTHERS THEN
  PERFORM pg_catalog.pg_logical_emit_message(true, '{name}', pg_catalog.convert_to(
    pg_catalog.jsonb_build_object('error', SQLSTATE, 'tag', TG_TAG)::text, 'UTF8'));
END
$changed$;

INSERT INTO datamigration.structure_{name}
SELECT o.catalog, o.object, d.description
       || CASE WHEN o.is_table THEN pg_catalog.jsonb_build_object('detached', false, 'fresh', false, 'published', EXISTS (
            SELECT 1 FROM pg_catalog.pg_publication p WHERE p.pubname = '{name}' AND (p.puballtables OR EXISTS (
              SELECT 1 FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid
                 AND r.prrelid IN (SELECT o.object UNION SELECT a.relid FROM pg_catalog.pg_partition_ancestors(o.object) a)))))
          ELSE '{}' END
  FROM (
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid AS catalog, c.oid AS object, c.relnamespace AS namespace,
         c.relkind IN ('r', 'p') AS is_table FROM pg_catalog.pg_class c
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relpersistence <> 't'
  UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, t.typnamespace, false FROM pg_catalog.pg_type t WHERE t.typtype = 'e'
  UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, p.pronamespace, false FROM pg_catalog.pg_proc p WHERE p.prokind IN ('f', 'p', 'w')) o
 JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
 CROSS JOIN LATERAL (SELECT datamigration.structure_{name}_of(o.catalog, o.object) AS description OFFSET 0) d
WHERE d.description IS NOT NULL AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'datamigration')
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e');

CREATE EVENT TRIGGER {name} ON ddl_command_end EXECUTE FUNCTION datamigration.structure_{name}_changed();
CREATE EVENT TRIGGER {name}_drop ON sql_drop EXECUTE FUNCTION datamigration.structure_{name}_changed();
ALTER EVENT TRIGGER {name} ENABLE ALWAYS;
ALTER EVENT TRIGGER {name}_drop ENABLE ALWAYS;
