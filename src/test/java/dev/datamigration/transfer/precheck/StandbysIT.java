package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.StandbyInstance;
import dev.datamigration.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Items about a server with a standby, and about a standby itself; what they say is done on both. */
@Tag("long")
class StandbysIT {
    @Test
    void whatTheyPrintIsDone() throws SQLException {
        try (var primary = PostgresInstance.start(18, Map.of());
                var standby = StandbyInstance.of(primary)) {
            var source = primary.createDatabase("precheck");
            source.execute("CREATE TABLE a (id int PRIMARY KEY)");
            standby.caughtUp();
            theStandbysSlotIsWaitedFor(source);
            anOldSlotIsMadeOneThatIsCopied(source);
            aStandbyIsPromoted(standby.server(), source.name());
        }
    }

    private static void theStandbysSlotIsWaitedFor(TestDatabase source) {
        var precheck = PrecheckCase.of(source, PostgresServers.target().createDatabase("precheck"));
        var item = precheck.check().item("FailoverSlot", Side.Source);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Warning);
        var slot = source.queryOne("SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'physical'");
        source.execute(Printed.filled(Printed.statement(item.remedy(), "ALTER SYSTEM"), slot));
        source.execute(Printed.statement(item.remedy(), "SELECT pg_reload_conf"));
        await().until(() -> precheck.check().item("FailoverSlot", Side.Source).status() == PrecheckItemStatus.Passed);
    }

    private static void anOldSlotIsMadeOneThatIsCopied(TestDatabase source) throws SQLException {
        var precheck = PrecheckCase.of(source, PostgresServers.target().createDatabase("precheck"));
        var slot = precheck.run().capture().name();
        source.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        var item = precheck.check().item("FailoverSlot", Side.Source);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Warning);
        var properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("assumeMinServerVersion", "13");
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        var url = "jdbc:postgresql://%s:%d/%s".formatted(source.host(), source.port(), source.name());
        try (var connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement()) {
            statement.execute(Printed.statement(item.remedy(), "ALTER_REPLICATION_SLOT"));
        }
        assertThat(precheck.check().item("FailoverSlot", Side.Source).status()).isEqualTo(PrecheckItemStatus.Passed);
        source.execute("SELECT pg_drop_replication_slot('" + slot + "')");
    }

    private static void aStandbyIsPromoted(PostgresInstance standby, String name) {
        var there = new TestDatabase(
                "127.0.0.1", standby.port(), name, PostgresInstance.SUPERUSER, PostgresInstance.PASSWORD);
        var precheck = PrecheckCase.of(there, PostgresServers.target().createDatabase("precheck"));
        var item = precheck.check().item("PrimaryServer", Side.Source);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        there.query(Printed.statement(item.remedy(), "SELECT pg_promote"));
        assertThat(precheck.check().item("PrimaryServer", Side.Source).status()).isEqualTo(PrecheckItemStatus.Passed);
    }
}
