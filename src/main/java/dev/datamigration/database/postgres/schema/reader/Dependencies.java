package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.Dependency;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads {@code pg_depend} of user objects, see {@link Dependency}. */
public final class Dependencies {
    private static final String SQL = """
            WITH whole (class, oid, whole_class, whole_oid, deferred) AS (
              SELECT 'pg_attrdef'::regclass, oid, 'pg_class'::regclass, adrelid, false FROM pg_attrdef
              UNION ALL
              SELECT 'pg_rewrite'::regclass, oid, 'pg_class'::regclass, ev_class, rulename <> '_RETURN' FROM pg_rewrite
              UNION ALL
              SELECT 'pg_constraint'::regclass, oid, 'pg_class'::regclass, conrelid, true
                FROM pg_constraint WHERE conrelid <> 0
              UNION ALL
              SELECT 'pg_constraint'::regclass, oid, 'pg_type'::regclass, contypid, false
                FROM pg_constraint WHERE contypid <> 0
              UNION ALL
              SELECT 'pg_class'::regclass, indexrelid, 'pg_class'::regclass, indrelid, true FROM pg_index
              UNION ALL
              SELECT 'pg_trigger'::regclass, oid, 'pg_class'::regclass, tgrelid, true FROM pg_trigger
              UNION ALL
              SELECT 'pg_policy'::regclass, oid, 'pg_class'::regclass, polrelid, true FROM pg_policy
              UNION ALL
              SELECT 'pg_statistic_ext'::regclass, oid, 'pg_class'::regclass, stxrelid, true FROM pg_statistic_ext
              UNION ALL
              SELECT m.class, m.oid, coalesce(d.refclassid, 'pg_opfamily'::regclass), coalesce(d.refobjid, m.family), false
                FROM (SELECT 'pg_amop'::regclass AS class, oid, amopfamily AS family FROM pg_amop
                      UNION ALL SELECT 'pg_amproc'::regclass, oid, amprocfamily FROM pg_amproc) m
                LEFT JOIN pg_depend d ON d.classid = m.class AND d.objid = m.oid
                     AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i'
               WHERE m.family >= 16384
              UNION ALL
              SELECT 'pg_class'::regclass, oid, 'pg_type'::regclass, reltype, false FROM pg_class WHERE relkind = 'c'
              UNION ALL
              SELECT 'pg_type'::regclass, t.oid, 'pg_class'::regclass, t.typrelid, false
                FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'
              UNION ALL
              SELECT 'pg_type'::regclass, t.typarray, CASE WHEN c.oid IS NULL THEN 'pg_type' ELSE 'pg_class' END::regclass,
                     coalesce(c.oid, t.oid), false
                FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'
               WHERE t.typarray <> 0
              UNION ALL
              SELECT 'pg_publication_rel'::regclass, oid, 'pg_publication'::regclass, prpubid, false FROM pg_publication_rel
              %s)
            SELECT DISTINCT coalesce(w.whole_class, d.classid)::regclass::text AS class,
                   coalesce(w.whole_oid, d.objid) AS oid,
                   coalesce(r.whole_class, d.refclassid)::regclass::text AS ref_class,
                   coalesce(r.whole_oid, d.refobjid) AS ref_oid,
                   coalesce(w.deferred, false) AS deferred,
                   CASE WHEN k.oid IS NULL THEN d.classid ELSE 'pg_constraint'::regclass END::regclass::text AS part_class,
                   coalesce(k.oid, d.objid) AS part_oid,
                   CASE WHEN l.oid IS NULL THEN d.refclassid ELSE 'pg_constraint'::regclass END::regclass::text AS ref_part_class,
                   coalesce(l.oid, d.refobjid) AS ref_part_oid
              FROM pg_depend d
              LEFT JOIN whole w ON w.class = d.classid AND w.oid = d.objid
              LEFT JOIN whole r ON r.class = d.refclassid AND r.oid = d.refobjid
              LEFT JOIN pg_constraint k ON d.classid = 'pg_class'::regclass AND k.conindid = d.objid
                   AND k.contype IN ('p', 'u', 'x')
              LEFT JOIN pg_constraint l ON d.refclassid = 'pg_class'::regclass AND l.conindid = d.refobjid
                   AND l.contype IN ('p', 'u', 'x')
              LEFT JOIN pg_class s ON d.classid = 'pg_class'::regclass AND s.oid = d.objid AND s.relkind = 'S'
             WHERE d.deptype IN ('n', 'a', 'i') AND d.refobjid >= 16384 AND s.oid IS NULL
               AND (coalesce(w.whole_class, d.classid), coalesce(w.whole_oid, d.objid))
                   <> (coalesce(r.whole_class, d.refclassid), coalesce(r.whole_oid, d.refobjid))
             ORDER BY 1, 2, 3, 4, 6, 7, 8, 9
            """;

    private static final String MULTIRANGES = """
              UNION ALL
              SELECT 'pg_type'::regclass, rngmultitypid, 'pg_type'::regclass, rngtypid, false FROM pg_range
            """;

    private static final String SCHEMAS_OF_PUBLICATIONS = """
              UNION ALL
              SELECT 'pg_publication_namespace'::regclass, oid, 'pg_publication'::regclass, pnpubid, false
                FROM pg_publication_namespace
            """;

    private Dependencies() {}

    public static List<Dependency> read(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        return Rows.read(
                connection,
                SQL.formatted((version >= 14 ? MULTIRANGES : "") + (version >= 15 ? SCHEMAS_OF_PUBLICATIONS : "")),
                row -> new Dependency(
                        new ObjectId(row.getString("class"), row.getLong("oid")),
                        new ObjectId(row.getString("ref_class"), row.getLong("ref_oid")),
                        Rows.flag(row, "deferred"),
                        new ObjectId(row.getString("part_class"), row.getLong("part_oid")),
                        new ObjectId(row.getString("ref_part_class"), row.getLong("ref_part_oid"))));
    }
}
