package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads parameters and owners of sequences. */
public final class SequenceReader {
    private static final String SQL = """
            SELECT c.oid, n.nspname, c.relname, format_type(s.seqtypid, NULL) AS type, s.seqstart, s.seqincrement,
                   s.seqmin, s.seqmax, s.seqcache, s.seqcycle, c.relpersistence = 'u' AS unlogged,
                   d.refobjid AS owner_table, a.attname AS owner_column, coalesce(d.deptype = 'i', false) AS identity,
                   has_sequence_privilege(c.oid, 'SELECT') OR v.last_value IS NOT NULL AS readable, v.last_value
              FROM pg_sequence s
              JOIN pg_class c ON c.oid = s.seqrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             CROSS JOIN LATERAL (SELECT CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT')
                                               THEN pg_sequence_last_value(c.oid) END AS last_value) v
              LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
              LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
             WHERE c.oid = ANY (?)
             ORDER BY n.nspname, c.relname
            """;

    private SequenceReader() {}

    public static List<SequenceDefinition> read(Connection connection, Collection<Long> oids) throws SQLException {
        var found = Rows.read(
                connection,
                SQL,
                oids,
                row -> new SequenceDefinition(
                        row.getLong("oid"),
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        row.getString("type"),
                        row.getLong("seqstart"),
                        row.getLong("seqincrement"),
                        row.getLong("seqmin"),
                        row.getLong("seqmax"),
                        row.getLong("seqcache"),
                        Rows.flag(row, "seqcycle"),
                        Rows.flag(row, "unlogged"),
                        Rows.nullableLong(row, "owner_table"),
                        row.getString("owner_column"),
                        Rows.flag(row, "identity"),
                        Rows.flag(row, "readable"),
                        position(Rows.nullableLong(row, "last_value"))));
        var unused = found.stream()
                .filter(sequence -> sequence.readable() && sequence.position() == null)
                .collect(Collectors.toMap(SequenceDefinition::oid, SequenceDefinition::name));
        var positions = SequencePositions.read(connection, unused);
        return found.stream()
                .map(sequence -> sequence.position() == null ? sequence.at(positions.get(sequence.oid())) : sequence)
                .toList();
    }

    private static SequencePosition position(Long last) {
        return last == null ? null : new SequencePosition(last, true);
    }
}
