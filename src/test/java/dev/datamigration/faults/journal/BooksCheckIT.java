package dev.datamigration.faults.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal says is what is there, and every kind of damage shows. */
class BooksCheckIT {
    private final TestDatabase database = PostgresServers.source().createDatabase("books");
    private final JournaledWriter writer = new JournaledWriter(1, 500);

    @BeforeEach
    void write() {
        JournaledWriter.createTables(database);
        writer.open(database);
        await().until(() -> writer.committed() > 60);
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'writer-%'"
                + " AND datname = current_database()");
        await().until(() -> writer.committed() > 100);
        writer.shut();
        assertThat(writer.differences(database)).isEmpty();
    }

    @AfterEach
    void end() {
        writer.close();
    }

    @Test
    void whatIsMissingChangedDoubledOrTooMuchIsFound() {
        database.execute(
                "DELETE FROM account WHERE session = 99",
                "UPDATE document SET title = 'other' WHERE id = (SELECT min(id) FROM document)",
                "INSERT INTO ledger SELECT * FROM ledger LIMIT 1",
                "INSERT INTO scratch VALUES (0, 0, 'nobody wrote it')",
                "UPDATE bulk SET value = 'other' WHERE id = 7");
        assertThat(writer.differences(database))
                .hasSize(5)
                .anySatisfy(found -> assertThat(found).contains("account: 1 rows missing", "99|1"))
                .anySatisfy(found -> assertThat(found).contains("document: 1 rows changed"))
                .anySatisfy(found -> assertThat(found).contains("ledger: 1 rows changed or doubled"))
                .anySatisfy(found -> assertThat(found).contains("scratch: 1 rows that nobody committed"))
                .anySatisfy(found -> assertThat(found).contains("bulk", "1] instead of"));
    }

    @Test
    void aDatabaseThatLostTransactionsIsTakenAsItIs() {
        database.execute("UPDATE token SET number = number - 2 WHERE session = 1");
        assertThat(writer.acceptLossesOf(database)).isEqualTo(2);
        assertThat(writer.differences(database)).isNotEmpty();
    }
}
