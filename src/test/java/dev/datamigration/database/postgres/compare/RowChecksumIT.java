package dev.datamigration.database.postgres.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.testing.HostileTexts;
import dev.datamigration.testing.HostileValues;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        var hashed = List.of("bigint", "boolean", "text", "uuid", "date", "timestamptz", "numeric", "timestamp");
        statements.add(IntStream.range(0, 2 * hashed.size())
                .mapToObj(i -> "c" + i + " " + hashed.get(i / 2))
                .collect(Collectors.joining(", ", "CREATE TABLE checked (id serial, ", ")")));
        var zeros = List.of(
                "0",
                "false",
                "''",
                "'00000000-0000-0000-0000-000000000000'",
                "'2000-01-01'",
                "'1970-01-01 00:00:00+00'",
                "0",
                "'1970-01-01'");
        var others = List.of(
                "1",
                "true",
                "'0'",
                "'6ecd8c99-4036-403d-bf84-cf8400f67836'",
                "'infinity'",
                "'infinity'",
                "0.0",
                "'0044-03-15 BC'");
        for (var i = 0; i < hashed.size(); i++) {
            for (var one : List.of("NULL", zeros.get(i), others.get(i))) {
                for (var other : List.of("NULL", zeros.get(i), others.get(i))) {
                    statements.add(
                            "INSERT INTO checked (c%d, c%d) VALUES (%s, %s)".formatted(2 * i, 2 * i + 1, one, other));
                }
            }
        }
        statements.replaceAll(
                sql -> sql.replace("'6ecd8c99-4036-403d-bf84-cf8400f67836'", "'6ecd8c99-4036-403d-bf84-cf8400f67836'"));
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

    /** For each of some sets of columns, each of both servers' rows beside each of the other's. */
    private static void assertToldApart(List<TestDatabase> databases, List<Set<String>> columns) throws SQLException {
        var old = seen(databases.get(0), columns);
        var current = seen(databases.get(1), columns);
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

    private static List<List<Seen>> seen(TestDatabase database, List<Set<String>> columns) throws SQLException {
        try (var connection = database.connect()) {
            var table = DataTables.read(connection, ObjectFilter.EVERYTHING).stream()
                    .filter(read -> read.name().table().equals("checked"))
                    .findFirst()
                    .orElseThrow();
            var seen = new ArrayList<List<Seen>>();
            for (var names : columns) {
                seen.add(seen(connection, table, columns(table, names)));
            }
            return seen;
        }
    }

    private static List<Seen> seen(Connection connection, DataTable table, List<Column> columns) throws SQLException {
        var printed = columns.stream().map(RowDigest::reference).collect(Collectors.joining(", ", "ROW(", ")::text"));
        var number = RowChecksum.of(columns, DIGEST).number();
        var sql = new HashedTable(TableExtent.of(table), null, columns, List.of(), List.of(), DIGEST)
                .checked(printed + " AS p, " + number + " AS number", "true");
        return SqlStatement.of(connection, "SELECT p, h1, h2, number FROM (" + sql + ") AS checked")
                .list(row -> {
                    assertThat(row.getLong(4)).as(printed).isEqualTo(row.getLong(2));
                    return new Seen(row.getString(1), row.getLong(2), row.getLong(3));
                });
    }

    private static List<Column> columns(DataTable table, Set<String> names) {
        return table.copiedColumns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
    }

    /** A row as it prints, and both numbers of its checksum. */
    private record Seen(String printed, long first, long second) {}
}
