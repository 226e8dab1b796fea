package dev.datamigration.database.postgres.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.compare.hash.HashedColumn;
import dev.datamigration.database.postgres.compare.hash.RowDigest;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.testing.HostileTexts;
import dev.datamigration.testing.HostileValues;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows have the same checksum exactly if they print alike, on the oldest and the newest server. */
class RowChecksumIT {
    private static final RowDigest DIGEST = new RowDigest("UTF8", true, true);
    private static final int TEXTS = 12;

    /** Of types that are hashed one by one: null, what is taken for it, and what cannot be hashed so. */
    private static final Map<String, List<String>> PLACED = placed(
            "smallint: NULL, 0, 1",
            "bigint: NULL, 0, 1, 4294967296",
            "boolean: NULL, false, true",
            "text: NULL, '', '0'",
            "bpchar: NULL, '', ' ', '0'",
            "json: NULL, '0', '0 '",
            "jsonb: NULL, '0', '1'",
            "numeric: NULL, 0, 0.0, 1, -1, 10000, 'NaN'",
            "real: NULL, 0, '-0', 1, 'NaN'",
            "double precision: NULL, 0, '-0', 1, 0.1",
            "uuid: NULL, '00000000-0000-0000-0000-000000000000', '6ecd8c99-4036-403d-bf84-cf8400f67836'",
            "bytea: NULL, '', '\\x00'",
            "date: NULL, '2000-01-01', '1970-01-01', 'infinity'",
            "time: NULL, '00:00', '12:00', '24:00'",
            "timestamp: NULL, '1970-01-01', '2000-01-01', '0044-03-15 BC'",
            "timestamptz: NULL, '1970-01-01 00:00:00+00', '2000-01-01 00:00:00+00', 'infinity'");

    /** Of each type a column, with null and with values that are easily mistaken for each other. */
    @Test
    void valuesOfEachTypeAreToldApart() throws SQLException {
        var definitions = new ArrayList<String>(List.of("id integer"));
        var types = HostileValues.all();
        for (var i = 0; i < types.size(); i++) {
            definitions.add("c" + i + " " + types.get(i).type());
        }
        var statements = new ArrayList<>(List.of(HostileValues.SCHEMA));
        statements.add("CREATE TABLE canary (id int)");
        statements.add("CREATE TABLE checked (" + String.join(", ", definitions) + ")");
        var texts = new HostileTexts(1);
        var columns = types.stream().map(type -> values(type, texts)).toList();
        var rows = columns.stream().mapToInt(List::size).max().orElseThrow();
        for (var row = 0; row < rows; row++) {
            var number = row;
            statements.add(columns.stream()
                    .map(values -> number < values.size() ? values.get(number) : "NULL")
                    .collect(Collectors.joining(", ", "INSERT INTO checked VALUES (" + row + ", ", ")")));
        }
        var databases = filled(statements);
        assertToldApart(
                databases,
                IntStream.range(0, types.size()).mapToObj(i -> Set.of("c" + i)).toList());
    }

    /** What moves from one column to another, or becomes null, counts. */
    @Test
    void placesMatter() throws SQLException {
        var statements = new ArrayList<String>();
        var hashed = List.copyOf(PLACED.keySet());
        statements.add(IntStream.range(0, 2 * hashed.size())
                .mapToObj(i -> "c" + i + " " + hashed.get(i / 2))
                .collect(Collectors.joining(", ", "CREATE TABLE checked (id serial, ", ")")));
        for (var i = 0; i < hashed.size(); i++) {
            for (var one : PLACED.get(hashed.get(i))) {
                for (var other : PLACED.get(hashed.get(i))) {
                    statements.add(
                            "INSERT INTO checked (c%d, c%d) VALUES (%s, %s)".formatted(2 * i, 2 * i + 1, one, other));
                }
            }
        }
        assertToldApart(
                filled(statements),
                List.of(IntStream.range(0, 2 * hashed.size())
                        .mapToObj(i -> "c" + i)
                        .collect(Collectors.toSet())));
    }

    /** More columns than are hashed as they are. */
    @Test
    void eachOfManyColumnsMatters() throws SQLException {
        var names = IntStream.range(0, 150).mapToObj(i -> "c" + i).toList();
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE checked (id serial, " + String.join(" int, ", names) + " int)");
        statements.add("INSERT INTO checked DEFAULT VALUES");
        names.forEach(name -> statements.add("INSERT INTO checked (" + name + ") VALUES (0)"));
        assertToldApart(filled(statements), List.of(Set.copyOf(names)));
    }

    /** An integer that is wider on one side. */
    @Test
    void widthsOfBothSidesMayDiffer() throws SQLException {
        var databases = new ArrayList<TestDatabase>();
        for (var type : List.of("smallint", "bigint")) {
            databases.add(
                    PostgresServers.shared(type.equals("bigint") ? 18 : 13).createDatabase("checksum"));
            databases.get(databases.size() - 1).execute("CREATE TABLE checked (n " + type + ")");
            databases.get(databases.size() - 1).execute("INSERT INTO checked VALUES (NULL), (0), (-1), (7), (32767)");
        }
        databases.get(1).execute("INSERT INTO checked VALUES (4294967296), (-4294967297), (4294967303), (8589934591)");
        assertToldApart(databases, List.of(Set.of("n")));
    }

    private static List<String> values(HostileValues type, HostileTexts texts) {
        return type.values().isEmpty()
                ? Stream.concat(
                                Stream.of("''", "' '"),
                                IntStream.range(0, TEXTS).mapToObj(i -> type.value(new Random(i), texts, false)))
                        .toList()
                : type.values().stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .toList();
    }

    private static List<TestDatabase> filled(List<String> statements) throws SQLException {
        var databases = new ArrayList<TestDatabase>();
        for (var version : List.of(13, 18)) {
            var database = PostgresServers.shared(version).createDatabase("checksum");
            database.execute(statements.toArray(String[]::new));
            databases.add(database);
        }
        return databases;
    }

    /**
     * For each of some sets of columns, each of both servers' rows beside each of the other's; also if their catalogs said of all
     * columns that they refuse null, which is not always so.
     */
    private static void assertToldApart(List<TestDatabase> databases, List<Set<String>> columns) throws SQLException {
        for (var notNull : List.of(false, true)) {
            var old = seen(databases, 0, columns, notNull);
            var current = seen(databases, 1, columns, notNull);
            for (var i = 0; i < columns.size(); i++) {
                for (var one : old.get(i)) {
                    for (var other : current.get(i)) {
                        assertThat(List.of(one.first() == other.first(), one.second() == other.second()))
                                .as("%s: %s and %s", columns.get(i), one, other)
                                .containsOnly(one.printed().equals(other.printed()));
                    }
                }
            }
        }
    }

    /** @param side the number of the database whose rows are seen, as the other one's columns have them hashed */
    private static List<List<Seen>> seen(
            List<TestDatabase> databases, int side, List<Set<String>> columns, boolean notNull) throws SQLException {
        try (var connection = databases.get(side).connect();
                var otherConnection = databases.get(1 - side).connect()) {
            var table = table(connection);
            var other = table(otherConnection);
            var seen = new ArrayList<List<Seen>>();
            for (var names : columns) {
                var hashed = table.copiedColumns().stream()
                        .filter(column -> names.contains(column.name()))
                        .map(column -> HashedColumn.of(column, other.column(column.name()), DIGEST))
                        .map(column -> new HashedColumn(column.column(), column.type(), notNull))
                        .toList();
                seen.add(seen(connection, table, hashed));
            }
            return seen;
        }
    }

    private static DataTable table(Connection connection) throws SQLException {
        return DataTables.read(connection, ObjectFilter.EVERYTHING).stream()
                .filter(read -> read.name().table().equals("checked"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Seen> seen(Connection connection, DataTable table, List<HashedColumn> columns)
            throws SQLException {
        var printed = columns.stream()
                .map(column -> RowDigest.reference(column.column()))
                .collect(Collectors.joining(", ", "ROW(", ")::text"));
        var sql = new HashedTable(TableExtent.of(table), null, columns, List.of(), List.of(), DIGEST)
                .checked(printed + " AS p", "true");
        return SqlStatement.of(connection, "SELECT p, h1, h2 FROM (" + sql + ") AS checked")
                .list(row -> new Seen(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private static Map<String, List<String>> placed(String... types) {
        return Stream.of(types)
                .map(type -> type.split(": ", 2))
                .collect(Collectors.toMap(type -> type[0], type -> List.of(type[1].split(", "))));
    }

    /** A row as it prints, and both numbers of its checksum. */
    private record Seen(String printed, long first, long second) {}
}
