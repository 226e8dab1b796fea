package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The account that docs/security.md recommends for the target moves everything, and lends its rights to nobody. It is made by
 * an administrator as services have them: who is no superuser, but may create roles and lets others set the parameter. That of the
 * source is of version 13, where its sessions begin as replicas for the way back.
 */
class LimitedAccountIT {
    private static final String OWNERS = """
            SELECT relname || ' ' || pg_get_userbyid(relowner) FROM pg_class
             WHERE relnamespace = 'hostile'::regnamespace AND relkind IN ('r', 'v', 'm') ORDER BY 1
            """;

    private static final List<String> SERVICES = List.of("rds_superuser", "cloudsqlsuperuser", "azure_pg_admin");

    private final TestDatabase source = PostgresServers.shared(13).createDatabase("limited");
    private final TestDatabase target = PostgresServers.shared(18).createDatabase("limited");

    @AfterEach
    void drop() {
        remove(source, "limited_mover");
        HostileOwner.remove(source);
        target.execute("ALTER DATABASE " + target.name() + " OWNER TO CURRENT_USER");
        SERVICES.stream()
                .filter(role -> exists(target, role))
                .forEach(role ->
                        target.execute("REVOKE ALL ON PARAMETER session_replication_role FROM " + role + " CASCADE"));
        remove(target, "limited_mover");
        HostileOwner.remove(target);
        remove(target, "limited_admin");
        SERVICES.forEach(role -> remove(target, role));
    }

    private static void remove(TestDatabase database, String role) {
        if (exists(database, role)) {
            database.execute("DROP OWNED BY " + role + " CASCADE", "DROP ROLE " + role);
        }
    }

    private static boolean exists(TestDatabase database, String role) {
        return database.query("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
                        .size()
                == 1;
    }

    @Test
    void loadApplyIndexesAndSwitchoverByAnAccountThatIsNoSuperuser() {
        move("rds_superuser");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"cloudsqlsuperuser", "azure_pg_admin"})
    void theSameByAdministratorsOfOtherServices(String service) {
        move(service);
    }

    /** The account of the source only reads, publishes what its role owns, and is no superuser either. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {13, 14})
    void fromOlderVersionsByAccountsThatAreNoSuperusers(int version) {
        var old = PostgresServers.shared(version).createDatabase("limited");
        HostileOwner.install(old);
        old.execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE limited_reader LOGIN REPLICATION PASSWORD 'mover-secret'",
                "GRANT CREATE ON DATABASE " + old.name() + " TO limited_reader",
                "GRANT hostile_owner TO limited_reader");
        recipe(administrator("rds_superuser"));
        try (var scene = new SwitchoverScene(old, target)) {
            scene.sourceLogin = login(old, "limited_reader");
            scene.targetLogin = login(target, "limited_mover");
            scene.types = EnumSet.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental);
            scene.migrate();
            old.execute("INSERT INTO hostile.by_check VALUES (2)", "DELETE FROM hostile.by_trigger");
            scene.assertSame("hostile.by_check", "hostile.by_trigger");
            assertThat(HostileOwner.isSuperuser(target)).isFalse();
        } finally {
            remove(old, "limited_reader");
            HostileOwner.remove(old);
        }
    }

    private void move(String service) {
        HostileOwner.install(source);
        source.execute("CREATE TABLE public.of_admin (id int PRIMARY KEY)");
        recipe(administrator(service));
        LimitedAccounts.make(source, "limited_mover");
        LimitedAccounts.beginAsReplicas(source, "limited_mover");
        source.execute("ALTER TABLE public.of_admin OWNER TO limited_mover");
        try (var scene = new SwitchoverScene(source, target)) {
            scene.sourceLogin = login(source, "limited_mover");
            scene.targetLogin = login(target, "limited_mover");
            scene.migrate();
            source.execute(
                    "INSERT INTO hostile.by_check VALUES (2)",
                    "INSERT INTO hostile.by_domain VALUES (2, 2)",
                    "INSERT INTO hostile.by_generated (id) VALUES (2)",
                    "UPDATE hostile.by_index SET id = 2",
                    "DELETE FROM hostile.by_trigger");
            scene.assertSame("hostile.by_check", "hostile.by_domain", "hostile.by_generated", "hostile.by_index");
            assertThat(target.query("SELECT count(*) FROM pg_class WHERE relowner = 'hostile_owner'::regrole"))
                    .containsExactly("0");
            // what the superuser's own writes of above did there
            source.execute("ALTER ROLE hostile_owner NOSUPERUSER");
            for (var step : SwitchoverStep.values()) {
                scene.done(1, step);
                assertThat(HostileOwner.isSuperuser(source))
                        .as("source, " + step)
                        .isFalse();
                assertThat(HostileOwner.isSuperuser(target))
                        .as("target, " + step)
                        .isFalse();
            }
            assertThat(target.query(OWNERS)).isEqualTo(source.query(OWNERS));
        }
    }

    private static TestDatabase login(TestDatabase database, String user) {
        return LimitedAccounts.login(database, user);
    }

    /** One who may make accounts and owns the database. */
    private TestDatabase administrator(String service) {
        target.execute(
                "CREATE ROLE " + service,
                "GRANT SET ON PARAMETER session_replication_role TO " + service + " WITH GRANT OPTION",
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE limited_admin LOGIN CREATEROLE CREATEDB REPLICATION"
                        + " PASSWORD 'mover-secret' IN ROLE " + service,
                "ALTER DATABASE " + target.name() + " OWNER TO limited_admin");
        return login(target, "limited_admin");
    }

    /** As docs/security.md has it. */
    private static void recipe(TestDatabase target) {
        target.execute("CREATE ROLE hostile_owner");
        LimitedAccounts.make(target, "limited_mover");
        target.execute("GRANT SET ON PARAMETER session_replication_role TO limited_mover");
    }
}
