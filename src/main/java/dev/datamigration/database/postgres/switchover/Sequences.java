package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.schema.reader.SequencePositions;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.sequence.SequenceState;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads every sequence of a database and who uses it: identity columns, serial ones, and defaults of any kind. */
final class Sequences {
    private static final String STATES = """
            SELECT c.oid, n.nspname, c.relname, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle,
                   pg_catalog.has_sequence_privilege(c.oid, 'SELECT') OR v.last IS NOT NULL AS readable,
                   pg_catalog.has_sequence_privilege(c.oid, 'UPDATE') AS writable, v.last
              FROM pg_catalog.pg_sequence s
              JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             CROSS JOIN LATERAL (SELECT CASE WHEN pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT')
                                               THEN pg_catalog.pg_sequence_last_value(c.oid) END AS last) v
             WHERE c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             ORDER BY 2, 3
            """;

    private static final String USERS = """
            SELECT DISTINCT u.sequence, n.nspname, t.relname, a.attname,
                   a.atttypid IN ('int2'::pg_catalog.regtype, 'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype)
                     AS whole
              FROM (SELECT objid AS sequence, refobjid AS relation, refobjsubid AS attribute
                      FROM pg_catalog.pg_depend
                     WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND deptype IN ('a', 'i')
                       AND refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND refobjsubid > 0
                    UNION ALL
                    SELECT d.refobjid, e.adrelid, e.adnum
                      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef e ON e.oid = d.objid
                     WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                       AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) u
              JOIN pg_catalog.pg_sequence s ON s.seqrelid = u.sequence
              JOIN pg_catalog.pg_class t ON t.oid = u.relation AND t.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
              JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.attribute
             ORDER BY 2, 3, 4
            """;

    private Sequences() {}

    static List<SequenceState> read(Connection connection) throws SQLException {
        var users = SqlStatement.of(connection, USERS).list(Use::of).stream()
                .collect(Collectors.groupingBy(Use::sequence, Collectors.mapping(Use::user, Collectors.toList())));
        var found = SqlStatement.of(connection, STATES).list(row -> Found.of(row, users));
        var unused = found.stream()
                .filter(sequence -> sequence.isUnused())
                .collect(Collectors.toMap(
                        Found::oid, sequence -> sequence.state().name()));
        var positions = SequencePositions.read(connection, unused);
        return found.stream()
                .map(sequence -> positions.containsKey(sequence.oid())
                        ? sequence.state().at(positions.get(sequence.oid()))
                        : sequence.state())
                .toList();
    }

    private record Found(long oid, SequenceState state) {
        static Found of(ResultSet row, Map<Long, List<SequenceState.User>> users) throws SQLException {
            var last = row.getObject("last", Long.class);
            var oid = row.getLong("oid");
            return new Found(
                    oid,
                    new SequenceState(
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            row.getLong("seqincrement"),
                            row.getLong("seqmin"),
                            row.getLong("seqmax"),
                            row.getBoolean("seqcycle"),
                            last == null ? null : new SequencePosition(last, true),
                            row.getBoolean("readable"),
                            row.getBoolean("writable"),
                            users.getOrDefault(oid, List.of())));
        }

        /** Returns whether it has to be asked itself. */
        boolean isUnused() {
            return state.readable() && state.position() == null;
        }
    }

    private record Use(long sequence, SequenceState.User user) {
        static Use of(ResultSet row) throws SQLException {
            return new Use(
                    row.getLong("sequence"),
                    new SequenceState.User(
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            row.getString("attname"),
                            row.getBoolean("whole")));
        }
    }
}
