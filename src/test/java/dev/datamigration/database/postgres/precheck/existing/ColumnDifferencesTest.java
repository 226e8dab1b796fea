package dev.datamigration.database.postgres.precheck.existing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnDifferencesTest {
    private static final TableName NAME = new TableName("public", "t");

    @Test
    void orderAndFurtherColumnsDoNotMatter() {
        assertThat(remedies(
                        table(column("a", "integer"), column("b", "text")),
                        table(column("c", "date"), column("b", "text"), column("a", "integer")),
                        Map.of()))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsMended() {
        assertThat(remedies(
                        table(column("a", "integer"), column("b", "text"), column("c", "text")),
                        table(column("a", "bigint"), generated("c")),
                        Map.of()))
                .containsExactly(
                        "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" TYPE integer USING \"a\"::integer;",
                        "ALTER TABLE \"public\".\"t\" ADD COLUMN \"b\" text;",
                        "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"c\" DROP EXPRESSION;");
    }

    @Test
    void aColumnThatWasRenamedIsRenamed() {
        assertThat(remedies(
                        table(column("id", "integer"), column("after", "text")),
                        table(column("id", "integer"), column("before", "text"), column("other", "date")),
                        Map.of()))
                .containsExactly("ALTER TABLE \"public\".\"t\" RENAME COLUMN \"before\" TO \"after\";");
        assertThat(remedies(
                        table(column("after", "text")),
                        table(column("one", "text"), column("other", "text")),
                        Map.of()))
                .as("which one it was, nobody knows")
                .containsExactly("ALTER TABLE \"public\".\"t\" ADD COLUMN \"after\" text;");
    }

    @Test
    void aTypeMovesWithItsSchema() {
        var renamed = Map.of("shop", "store", "Odd", "even");
        assertThat(remedies(
                        table(column("a", "shop.mood"), column("b", "\"Odd\".mood[]"), column("c", "other.mood")),
                        table(column("a", "store.mood"), column("b", "even.mood[]"), column("c", "other.mood")),
                        renamed))
                .isEmpty();
        assertThat(remedies(table(column("a", "shop.mood")), table(column("a", "shop.mood")), renamed))
                .hasSize(1);
    }

    @Test
    void generatedColumnsOfTheSourceAreNotCopied() {
        assertThat(remedies(table(generated("a")), table(), Map.of())).isEmpty();
    }

    private static List<String> remedies(DataTable source, DataTable target, Map<String, String> renamed) {
        return ColumnDifferences.of(source, target, renamed).stream()
                .map(difference -> difference.remedy(NAME))
                .toList();
    }

    private static Column column(String name, String type) {
        return new Column(name, type, type, false, false, false, false, true);
    }

    private static Column generated(String name) {
        return new Column(name, "text", "text", false, true, false, false, true);
    }

    private static DataTable table(Column... columns) {
        return new DataTable(
                1,
                NAME,
                NAME,
                null,
                List.of(),
                false,
                ReplicaIdentity.Default,
                List.of(columns),
                List.of(),
                false,
                false,
                0,
                0,
                0,
                null);
    }
}
