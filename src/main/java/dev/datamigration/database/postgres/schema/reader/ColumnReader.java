package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.ColumnDefinition.Kind;
import dev.datamigration.database.postgres.schema.definition.ColumnDefinition.NotNull;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads columns of tables, views and composite types. */
final class ColumnReader {
    private static final String SQL = """
            SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
                   CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0
                     THEN a.attcollation::regcollation::text END AS collation,
                   a.attnotnull, a.attidentity::text, a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid) AS default_expression,
                   CASE WHEN pg_get_expr(d.adbin, d.adrelid)
                             = 'nextval(' || quote_literal(s.oid::regclass::text) || '::regclass)'
                     THEN s.oid END AS default_sequence,
                   i.objid AS identity_sequence, a.attislocal, a.attinhcount > 0 AS inherited,
                   CASE WHEN a.attstorage <> t.typstorage OR a.attinhcount > 0 AND NOT r.relispartition
                     THEN a.attstorage END AS storage,
                   nullif(a.attstattarget, -1) AS statistics, a.attoptions,
                   %s
              FROM pg_attribute a
              JOIN pg_class r ON r.oid = a.attrelid
              JOIN pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              LEFT JOIN LATERAL (SELECT c.oid FROM pg_depend x JOIN pg_class c ON c.oid = x.refobjid AND c.relkind = 'S'
                                  WHERE x.classid = 'pg_attrdef'::regclass AND x.objid = d.oid
                                    AND x.refclassid = 'pg_class'::regclass ORDER BY c.oid LIMIT 1) s ON true
              LEFT JOIN pg_depend i ON a.attidentity <> '' AND i.refclassid = 'pg_class'::regclass
                   AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum AND i.classid = 'pg_class'::regclass
                   AND i.deptype = 'i'
              %s
             WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attrelid, a.attnum
            """;
    private static final String COMPRESSION_14 = """
            CASE WHEN a.attcompression <> '' THEN a.attcompression::text
              WHEN a.attinhcount > 0 AND NOT r.relispartition AND a.attlen = -1 AND t.typstorage <> 'p'
                THEN 'default' END AS compression""";
    private static final String NOT_NULL_18 = """
            LEFT JOIN pg_constraint n ON n.conrelid = a.attrelid AND n.contype = 'n' AND n.conkey[1] = a.attnum
            """;

    private ColumnReader() {}

    static List<ColumnDefinition> read(Connection connection, int version, Collection<Long> relations)
            throws SQLException {
        var compression = version >= 14 ? COMPRESSION_14 : "NULL::text AS compression";
        var notNull = version >= 18
                ? ", n.conname, n.connoinherit, n.conislocal, n.oid AS conoid, coalesce(n.convalidated, true) AS convalidated"
                : ", NULL::text AS conname, false AS connoinherit, true AS conislocal, NULL::oid AS conoid,"
                        + " true AS convalidated";
        return Rows.read(
                connection,
                SQL.formatted(compression + notNull, version >= 18 ? NOT_NULL_18 : ""),
                relations,
                ColumnReader::column);
    }

    private static ColumnDefinition column(ResultSet row) throws SQLException {
        var statistics = row.getInt("statistics");
        var noStatistics = row.wasNull();
        return new ColumnDefinition(
                row.getLong("attrelid"),
                row.getString("attname"),
                row.getString("type"),
                row.getString("collation"),
                Rows.flag(row, "attnotnull") && Rows.flag(row, "convalidated")
                        ? new NotNull(
                                row.getString("conname"),
                                Rows.flag(row, "connoinherit"),
                                Rows.flag(row, "conislocal"),
                                Rows.nullableLong(row, "conoid"))
                        : null,
                kind(row.getString("attidentity") + row.getString("attgenerated")),
                row.getString("default_expression"),
                Rows.nullableLong(row, "default_sequence"),
                Rows.nullableLong(row, "identity_sequence"),
                Rows.flag(row, "attislocal"),
                Rows.flag(row, "inherited"),
                storage(row.getString("storage")),
                compression(row.getString("compression")),
                noStatistics ? null : statistics,
                Rows.texts(row, "attoptions"));
    }

    private static Kind kind(String code) {
        return switch (code) {
            case "a" -> Kind.IdentityAlways;
            case "d" -> Kind.IdentityByDefault;
            case "s" -> Kind.GeneratedStored;
            case "v" -> Kind.GeneratedVirtual;
            default -> Kind.Plain;
        };
    }

    private static String storage(String code) {
        return code == null
                ? null
                : switch (code) {
                    case "p" -> "PLAIN";
                    case "e" -> "EXTERNAL";
                    case "m" -> "MAIN";
                    default -> "EXTENDED";
                };
    }

    private static String compression(String code) {
        return code == null
                ? null
                : switch (code) {
                    case "p" -> "pglz";
                    case "l" -> "lz4";
                    default -> code;
                };
    }
}
