package dev.datamigration.testing.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The instruments by which everything else is measured. */
class ShopIT {
    private static final ShopScale SMALL = ShopScale.ofRows(30_000);

    @Test
    void twoShopsAreEqualAndPlantedDifferencesAreFound() {
        var source = PostgresServers.source().createDatabase("shop");
        var target = PostgresServers.target().createDatabase("shop");
        ShopDatabase.create(source, SMALL);
        ShopDatabase.create(target, SMALL);
        var equal = DatabaseComparer.compare(source, target);
        assertThat(equal).hasSizeGreaterThanOrEqualTo(20).allMatch(TableComparison::same);
        assertThat(equal.stream().mapToLong(TableComparison::rows).sum()).isGreaterThan(25_000);

        plantDifferences(target);
        var different = DatabaseComparer.compare(source, target);
        assertThat(different)
                .filteredOn(table -> !table.same())
                .extracting(table -> "%s %s %d %d"
                        .formatted(table.table().table(), table.present(), table.sourceOnly(), table.targetOnly()))
                .containsExactly(
                        "Gift Cards true 1 1",
                        "carts false 0 0",
                        "events true 1 1",
                        "every_type true 1 1",
                        "extra false 0 0",
                        "foreign_suppliers true 0 1",
                        "orders true 1 0",
                        "reviews true 1 1");
    }

    private static void plantDifferences(TestDatabase target) {
        target.execute(
                "UPDATE shop.\"Gift Cards\" SET \"from\" = NULL WHERE \"Code\" = 'GC-7'",
                "DROP TABLE shop.carts CASCADE",
                "DELETE FROM shop.events WHERE ctid = '(0,1)'",
                "INSERT INTO shop.events SELECT * FROM shop.events WHERE ctid = '(0,4)'",
                "UPDATE shop.every_type SET c_real = c_real * 1.000001 WHERE id = 5",
                "CREATE TABLE shop.extra (id int)",
                "INSERT INTO shop.foreign_suppliers SELECT 1, name, since, country, duty FROM shop.foreign_suppliers LIMIT 1",
                "DELETE FROM shop.orders WHERE id = 77",
                "UPDATE shop.reviews SET body = reverse(body) WHERE id = 4");
    }

    @Test
    void theWriterDoesEverythingAndSurvivesLostConnections() {
        var database = PostgresServers.source().createDatabase("shop");
        ShopDatabase.create(database, SMALL);
        var settings = new WriterSettings(4, 2000, 7);
        try (var writer = ShopWriter.start(database, SMALL, settings)) {
            await(writer, 500);
            database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = 'shop'");
            await(writer, 1_000);
            Awaitility.await().until(() -> changedInEveryWay(database) == 5);
            writer.stop();
        }
        assertThat(database.count("shop.audit_log")).isPositive();
    }

    private static int changedInEveryWay(TestDatabase database) {
        return database.query("""
                SELECT relname FROM pg_stat_user_tables WHERE n_tup_ins > 0 AND n_tup_upd > 0 AND n_tup_del > 0
                AND relname IN ('events', 'every_type', 'order_items', 'payments', 'reviews') ORDER BY 1
                """).size();
    }

    private static void await(ShopWriter writer, long transactions) {
        Awaitility.await().until(() -> writer.committed() >= transactions);
    }
}
