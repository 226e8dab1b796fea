package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Before version 15 the right to set {@code session_replication_role} cannot be granted. There the account that
 * docs/security.md recommends has all its sessions begin as replicas, and nothing of the task's work needs it otherwise.
 */
class ReplicaAccountIT {
    private static final String MOVER = "replica_mover";

    private TestDatabase source;
    private TestDatabase target;

    @AfterEach
    void drop() {
        for (var database : List.of(source, target)) {
            database.execute("DROP OWNED BY " + MOVER + " CASCADE", "DROP ROLE " + MOVER);
            HostileOwner.remove(database);
        }
    }

    /** Both sides are written to by such an account. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"14, 13", "13, 14"})
    void loadApplyConstraintsSwitchoverAndTheWayBack(int from, int to) {
        on(from, to);
        try (var scene = migrated()) {
            switchOver(scene);
            target.execute("INSERT INTO hostile.harmless VALUES (4)", "INSERT INTO hostile.child VALUES (4)");
            scene.flows.running(Direction.Reverse);
            scene.assertSame("hostile.harmless", "hostile.child");
            assertThat(HostileOwner.isSuperuser(source)).isFalse();
        }
        nothingIsLeft(source);
        nothingIsLeft(target);
    }

    private void on(int from, int to) {
        source = PostgresServers.shared(from).createDatabase("replica");
        target = PostgresServers.shared(to).createDatabase("replica");
        HostileOwner.install(source);
        source.execute(
                "CREATE TABLE hostile.child (id int PRIMARY KEY REFERENCES hostile.harmless)",
                "INSERT INTO hostile.child VALUES (1)",
                "ALTER TABLE hostile.child OWNER TO hostile_owner");
        target.execute("CREATE ROLE hostile_owner");
        for (var database : List.of(source, target)) {
            LimitedAccounts.make(database, MOVER);
            LimitedAccounts.beginAsReplicas(database, MOVER);
        }
    }

    private SwitchoverScene migrated() {
        var scene = new SwitchoverScene(source, target);
        scene.sourceLogin = login(source);
        scene.targetLogin = login(target);
        scene.migrate();
        constraintsAreChecked();
        source.execute("INSERT INTO hostile.by_check VALUES (2)");
        // what the superuser's own write did there
        source.execute("ALTER ROLE hostile_owner NOSUPERUSER");
        source.execute("INSERT INTO hostile.harmless VALUES (2)", "INSERT INTO hostile.child VALUES (2)");
        scene.assertSame("hostile.by_check", "hostile.harmless", "hostile.child");
        assertThat(HostileOwner.isSuperuser(target)).isFalse();
        return scene;
    }

    /** The server reads both tables for that; no trigger takes part. */
    private void constraintsAreChecked() {
        assertThat(target.query("SELECT convalidated FROM pg_constraint WHERE contype = 'f'"
                        + " AND conrelid = 'hostile.child'::regclass"))
                .containsExactly("t");
        var mover = login(target);
        assertThat(mover.queryOne("SHOW session_replication_role")).isEqualTo("replica");
        mover.execute(
                "CREATE TABLE public.parent (id int PRIMARY KEY)", "CREATE TABLE public.orphan AS SELECT 7 AS id");
        assertThatThrownBy(
                        () -> mover.execute("ALTER TABLE public.orphan ADD FOREIGN KEY (id) REFERENCES public.parent"))
                .hasStackTraceContaining("violates foreign key constraint");
        mover.execute("DROP TABLE public.orphan, public.parent");
    }

    private void switchOver(SwitchoverScene scene) {
        for (var step : SwitchoverStep.values()) {
            scene.done(1, step);
            assertThat(HostileOwner.isSuperuser(source)).as("source, " + step).isFalse();
            assertThat(HostileOwner.isSuperuser(target)).as("target, " + step).isFalse();
        }
        for (var side : Side.values()) {
            // of another task, so that the checkpoints' tables stay
            scene.side(side).execute("INSERT INTO datamigration.task (task_id, epoch) VALUES ('another', 1)");
        }
    }

    /** Although no foreign key of the checkpoints acts. */
    private static void nothingIsLeft(TestDatabase database) {
        assertThat(database.query("SELECT task_id FROM datamigration.task")).containsExactly("another");
        database.query("SELECT conrelid::regclass FROM pg_constraint WHERE confrelid = 'datamigration.task'::regclass")
                .forEach(table -> assertThat(database.count(table)).as(table).isZero());
    }

    private static TestDatabase login(TestDatabase database) {
        return LimitedAccounts.login(database, MOVER);
    }
}
