package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account that docs/security.md recommends for the target moves everything, and lends its rights to nobody. */
class LimitedAccountIT {
    private static final String OWNERS = """
            SELECT relname || ' ' || pg_get_userbyid(relowner) FROM pg_class
             WHERE relnamespace = 'hostile'::regnamespace AND relkind IN ('r', 'v', 'm') ORDER BY 1
            """;

    private final TestDatabase source = PostgresServers.shared(17).createDatabase("limited");
    private final TestDatabase target = PostgresServers.shared(18).createDatabase("limited");

    @AfterEach
    void drop() {
        HostileOwner.remove(source);
        target.execute("DROP OWNED BY limited_mover CASCADE", "DROP ROLE limited_mover");
        HostileOwner.remove(target);
    }

    @Test
    void loadApplyIndexesAndSwitchoverByAnAccountThatIsNoSuperuser() {
        HostileOwner.install(source);
        source.execute("CREATE TABLE public.of_admin (id int PRIMARY KEY)");
        target.execute("CREATE ROLE hostile_owner");
        recipe(target);
        try (var scene = new SwitchoverScene(source, target)) {
            scene.targetLogin =
                    new TestDatabase(target.host(), target.port(), target.name(), "limited_mover", "mover-secret");
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

    /** As docs/security.md has it. */
    private static void recipe(TestDatabase target) {
        target.execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE limited_mover LOGIN REPLICATION PASSWORD 'mover-secret'",
                "GRANT CREATE ON DATABASE " + target.name() + " TO limited_mover",
                "GRANT CREATE ON SCHEMA public TO limited_mover",
                "GRANT SET ON PARAMETER session_replication_role TO limited_mover",
                "GRANT hostile_owner TO limited_mover");
    }
}
