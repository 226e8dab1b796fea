package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items about privileges, asked with accounts that have none; their remedies are then run as they stand. */
class PrecheckPrivilegesIT {
    private static final String PASSWORD = "mover-secret";
    private final TestDatabase source = PostgresServers.source().createDatabase("precheck");
    private final TestDatabase target = PostgresServers.target().createDatabase("precheck");

    @BeforeEach
    void createAccounts() {
        createAccount(PostgresServers.source());
        createAccount(PostgresServers.target());
        source.execute(
                "CREATE ROLE precheck_owner",
                "CREATE SCHEMA shop AUTHORIZATION precheck_owner",
                "CREATE TABLE shop.orders (id serial PRIMARY KEY)",
                "CREATE TABLE shop.parted (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE shop.leaf PARTITION OF shop.parted DEFAULT",
                "ALTER TABLE shop.orders OWNER TO precheck_owner",
                "ALTER TABLE shop.parted OWNER TO precheck_owner",
                "ALTER TABLE shop.leaf OWNER TO precheck_owner");
        target.execute("CREATE SCHEMA shop", "CREATE TABLE shop.orders (id int PRIMARY KEY)");
    }

    private static void createAccount(PostgresInstance server) {
        server.maintenance().execute("CREATE ROLE precheck_mover LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterEach
    void dropAccounts() {
        var drop = new String[] {"DROP OWNED BY precheck_mover CASCADE", "DROP ROLE precheck_mover"};
        source.execute("DROP OWNED BY precheck_owner CASCADE", "DROP ROLE precheck_owner");
        source.execute(drop);
        target.execute(drop);
    }

    @Test
    void missingOnesAreNamedAndRemediesSuffice() {
        source.execute("SELECT lo_from_bytea(70001, 'one')", "SELECT lo_from_bytea(70002, 'two')");
        var carrying = new ObjectSelection(List.of("*"), null, null, null).with(LargeObjectHandling.Carry);
        var limited = PrecheckCase.of(mover(source), mover(target)).objects(carrying);
        var before = limited.check();
        assertThat(before.failed())
                .containsExactlyInAnyOrder(
                        "ReplicationConnection/Source",
                        "Privileges/Source",
                        "Privileges/Target",
                        "LargeObjects/Source");
        assertThat(before.item("LargeObjects", Side.Source).message()).contains("may not read 2 large objects");
        assertThat(before.item("Privileges", Side.Source).message())
                .contains("USAGE on schema shop")
                .contains("SELECT on shop.orders")
                .contains("SELECT on sequence shop.orders_id_seq")
                .contains("CREATE on the database")
                .contains("ownership of shop.orders")
                .contains("ownership of shop.parted")
                .doesNotContain("ownership of shop.leaf");
        assertThat(before.item("Privileges", Side.Target).message())
                .contains("session_replication_role")
                .contains("CREATE on the database")
                .contains("USAGE and CREATE on schema shop")
                .contains("to write shop.orders");

        before.status().items().stream()
                .filter(item -> item.status() == PrecheckItemStatus.Failed)
                .forEach(item -> (item.side() == Side.Source ? source : target).execute(statements(item.remedy())));
        assertThat(limited.check().failed()).isEmpty();
        var carried = limited.types(MigrationType.values()).check().item("LargeObjects", Side.Source);
        assertThat(carried.status()).isEqualTo(PrecheckItemStatus.Warning);
        assertThat(carried.message())
                .contains("2 large objects are copied before the load")
                .contains("not carried back");
        oneStatementGrantsWhatIsMissingOnManyTables(limited);
    }

    /** The right to set it cannot be granted there. */
    @Test
    void beforeVersion15TheAccountsSessionsBeginAsReplicas() {
        var old = PostgresServers.shared(13).createDatabase("precheck");
        old.execute("SET password_encryption = 'scram-sha-256'; CREATE ROLE precheck_mover LOGIN PASSWORD '" + PASSWORD
                + "'");
        try {
            var limited = PrecheckCase.of(source, mover(old)).types(MigrationType.Schema, MigrationType.Full);
            var refused = limited.check().item("Privileges", Side.Target);
            assertThat(refused.message()).contains("session_replication_role");
            old.execute(statements(refused.remedy()));
            assertThat(limited.check().item("Privileges", Side.Target).status()).isEqualTo(PrecheckItemStatus.Passed);
        } finally {
            old.execute("DROP OWNED BY precheck_mover CASCADE", "DROP ROLE precheck_mover");
        }
    }

    /** As a service has it that lets no account be given REPLICATION; whether the role suffices is that service's word. */
    @Test
    void whereTheServiceHasARoleForItThatIsGranted() {
        source.execute("CREATE ROLE rds_replication");
        try {
            var item = PrecheckCase.of(mover(source), target).check().item("ReplicationConnection", Side.Source);
            source.execute(item.remedy());
            assertThat(source.queryOne("SELECT pg_has_role('precheck_mover', 'rds_replication', 'MEMBER')"))
                    .isEqualTo("t");
        } finally {
            source.execute("DROP ROLE rds_replication");
        }
    }

    @Test
    void anExtensionThatOnlyASuperuserMayCreateIsCreatedByOne() {
        source.execute("CREATE EXTENSION bloom", "CREATE INDEX filter ON shop.orders USING bloom (id)");
        var limited = PrecheckCase.of(source, mover(target)).types(MigrationType.Schema);
        var item = limited.check().item("Extensions", Side.Target);
        assertThat(item.message()).contains("bloom can only be created by a superuser");
        target.execute(item.remedy().replace("As a superuser in the target database: ", ""));
        assertThat(limited.check().item("Extensions", Side.Target).status()).isEqualTo(PrecheckItemStatus.Passed);
    }

    private void oneStatementGrantsWhatIsMissingOnManyTables(PrecheckCase limited) {
        source.execute(
                "DO 'BEGIN FOR i IN 1..25 LOOP EXECUTE format(''CREATE TABLE shop.m%s (id int PRIMARY KEY)'', i); END LOOP; END'",
                "REVOKE precheck_owner FROM precheck_mover");
        var reading = limited.types(MigrationType.Full);
        var item = reading.check().item("Privileges", Side.Source);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(item.remedy()).startsWith("DO $all$").doesNotContain("more");
        source.execute(statements(item.remedy()));
        assertThat(reading.check().item("Privileges", Side.Source).status()).isEqualTo(PrecheckItemStatus.Passed);
    }

    @Test
    void rowLevelSecurityThatHidesRows() {
        source.execute(
                "ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE shop.orders FORCE ROW LEVEL SECURITY",
                "GRANT USAGE ON SCHEMA shop TO precheck_mover",
                "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO precheck_mover");
        target.execute("ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY");
        var limited = PrecheckCase.of(mover(source), mover(target));
        var before = limited.check();
        assertThat(before.failed()).contains("RowLevelSecurity/Source", "RowLevelSecurity/Target");
        var remedy = before.item("RowLevelSecurity", Side.Source).remedy();
        var asSuperuser = remedy.substring(remedy.indexOf("ALTER ROLE"), remedy.indexOf(" Or, where nobody may"));
        var asOwner = remedy.substring(remedy.indexOf("GRANT"), remedy.indexOf(" (afterwards: "));
        source.execute(statements(asOwner));
        assertThat(limited.check().item("RowLevelSecurity", Side.Source).status())
                .isEqualTo(PrecheckItemStatus.Passed);
        source.execute(remedy.substring(remedy.indexOf("(afterwards: ") + 13, remedy.length() - 1));
        assertThat(limited.check().failed()).contains("RowLevelSecurity/Source");
        source.execute(statements(asSuperuser));
        assertThat(limited.check().item("RowLevelSecurity", Side.Source).status())
                .isEqualTo(PrecheckItemStatus.Passed);
    }

    /** The remedy as it would be pasted into psql by a superuser. */
    private static String[] statements(String remedy) {
        return Arrays.stream(remedy.replace("As a superuser: ", "").split("(?<=;(?!.{0,2000}END\\$all)) ?"))
                .filter(statement -> !statement.isBlank())
                .toArray(String[]::new);
    }

    private static TestDatabase mover(TestDatabase database) {
        return new TestDatabase(database.host(), database.port(), database.name(), "precheck_mover", PASSWORD);
    }
}
