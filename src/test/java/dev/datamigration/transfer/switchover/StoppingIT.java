package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers that stop, that are made to stop, and that do not. */
class StoppingIT {
    private static final String[] SCHEMA = {
        "CREATE TABLE item (id serial PRIMARY KEY, name text, n int DEFAULT 0)",
        "INSERT INTO item (name) SELECT 'i' || i FROM generate_series(1, 30) i",
    };

    private static TestDatabase application(SwitchoverScene scene) {
        var role = "app_" + scene.source.name();
        for (var side : List.of(scene.source, scene.target)) {
            side.execute(
                    "SET password_encryption = 'scram-sha-256'",
                    "CREATE ROLE " + role + " LOGIN PASSWORD 'a9plication'",
                    "GRANT ALL ON item, item_id_seq TO " + role);
        }
        scene.update(SwitchoverScene.settings(true, List.of(role)));
        return on(scene, Side.Source, role);
    }

    private static TestDatabase on(SwitchoverScene scene, Side side, String role) {
        var database = scene.side(side);
        return new TestDatabase(database.host(), database.port(), database.name(), role, "a9plication");
    }

    private static String setting(SwitchoverScene scene) {
        return String.valueOf(scene.source.queryOne("SELECT string_agg(array_to_string(setconfig, ','), ';')"
                + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
                + " WHERE d.datname = current_database()"));
    }

    @Test
    void theFenceEndsTheApplicationsWritesUntilItComesBack() throws SQLException {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            var application = application(scene);
            scene.source.execute("ALTER ROLE " + application.user() + " IN DATABASE " + scene.source.name()
                    + " SET work_mem = '5MB'");
            scene.done(1, SwitchoverStep.StartTargetStore);
            try (var connection = application.connect()) {
                // whoever opens a session chooses what it is called
                connection.createStatement().execute("SET application_name = 'dm:" + scene.taskId + ":apply'");
                application.execute("INSERT INTO item (name) VALUES ('before')");
                var found = scene.done(1, SwitchoverStep.ConfirmSourceWritesStopped);
                assertThat(found.message()).contains("still connected to the source: 0");
                assertThat(connection.isValid(2)).isFalse();
            }
            assertThatThrownBy(() -> application.execute("INSERT INTO item (name) VALUES ('never')"))
                    .hasStackTraceContaining("read-only");
            scene.done(1, SwitchoverStep.ConfirmSourceWritesStopped);
            scene.crash();
            scene.update(scene.settings);
            scene.done(1, SwitchoverStep.ConfirmStopTimestamp);
            scene.done(1, SwitchoverStep.StopForwardSync);
            scene.done(1, SwitchoverStep.ProcessDatabaseObjects);
            assertThat(setting(scene)).contains("read_only");
            scene.done(1, SwitchoverStep.StartReverseIncrement);
            scene.flows.watch(Direction.Forward, 1);
            on(scene, Side.Target, application.user()).execute("INSERT INTO item (name) VALUES ('there')");

            scene.switchOver(2);
            assertThat(setting(scene)).isEqualTo("work_mem=5MB");
            application.execute("INSERT INTO item (name) VALUES ('back')");
            assertThatThrownBy(() -> on(scene, Side.Target, application.user())
                            .execute("INSERT INTO item (name) VALUES ('never')"))
                    .hasStackTraceContaining("read-only");
            scene.assertSame("item");
        }
    }

    @Test
    void writersUnderWayAreCutAndWhatTheyCommittedArrives() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            var application = application(scene);
            scene.done(1, SwitchoverStep.StartTargetStore);
            try (var writer = new BusyWriter(application, 400)) {
                await().until(() -> writer.inserted.get() > 300);
                scene.done(1, SwitchoverStep.ConfirmSourceWritesStopped);
                await().until(() -> writer.refused() != null);
            }
            var rows = scene.source.count("item");
            assertThat(scene.done(1, SwitchoverStep.ConfirmStopTimestamp).lateWrites())
                    .isEmpty();
            assertThat(scene.done(1, SwitchoverStep.StopForwardSync).lateWrites())
                    .isEmpty();
            assertThat(scene.target.count("item")).isEqualTo(rows).isGreaterThan(330);
        }
    }

    @Test
    void aRoleThatCannotBeFencedIsToldWithTheRemedy() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            var role = application(scene).user();
            scene.update(SwitchoverScene.settings(true, List.of(role, "nobody_" + role)));
            var found = scene.perform(1, SwitchoverStep.ConfirmSourceWritesStopped);
            assertThat(found.state()).isEqualTo(StepState.Failed);
            assertThat(found.items())
                    .filteredOn(item -> item.status() == SwitchoverItemStatus.Failed)
                    .singleElement()
                    .extracting(SwitchoverItem::sql)
                    .asString()
                    .contains("applicationRoles", "ALTER ROLE \"nobody_" + role + "\" IN DATABASE");
            scene.work().abort(1);
            assertThat(setting(scene)).isEqualTo("null");
        }
    }

    @Test
    void abortingLeavesNothingOfTheRound() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            var application = application(scene);
            for (var crashed : List.of(false, true)) {
                scene.done(1, SwitchoverStep.SwitchoverPrecheck);
                scene.done(1, SwitchoverStep.StartTargetStore);
                scene.done(1, SwitchoverStep.ConfirmSourceWritesStopped);
                scene.done(1, SwitchoverStep.ConfirmStopTimestamp);
                scene.source.execute("INSERT INTO item (name) VALUES ('late')");
                scene.assertSame("item");
                assertThat(scene.slots(Side.Target)).hasSize(1);
                if (crashed) {
                    scene.crash();
                    scene.update(scene.settings);
                }
                scene.work().abort(1);
                scene.work().abort(1);
                assertThat(scene.slots(Side.Target)).isEmpty();
                assertThat(scene.target.query("SELECT pubname FROM pg_publication"))
                        .isEmpty();
                assertThat(scene.source.query("SELECT tablename FROM pg_tables WHERE schemaname = 'datamigration'"
                                + " AND tablename NOT LIKE 'structure\\_%'"))
                        .as("checkpoints")
                        .isEmpty();
                assertThat(setting(scene)).isEqualTo("null");
                for (var table : List.of("late_write", "late_row", "late_marker", "set_aside")) {
                    assertThat(scene.target.count("datamigration." + table))
                            .as(table)
                            .isZero();
                }
                application.execute("INSERT INTO item (name) VALUES ('goes on')");
                scene.assertSame("item");
            }
            scene.switchOver(1);
            scene.target.execute("INSERT INTO item (name) VALUES ('there')");
            scene.assertSame("item");
        }
    }

    @Test
    @Tag("long")
    void abortingOnTheWayBackLeavesTheRoundBeforeAsItWas() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.switchOver(1);
            scene.done(2, SwitchoverStep.StartTargetStore);
            scene.done(2, SwitchoverStep.ConfirmStopTimestamp);
            scene.work().abort(2);
            scene.flows.watch(Direction.Forward, 1);
            assertThat(scene.slots(Side.Source)).hasSize(1);
            assertThat(scene.slots(Side.Target)).hasSize(1);
            scene.target.execute("INSERT INTO item (name) VALUES ('there')");
            scene.assertSame("item");
            scene.source.execute("INSERT INTO item (name) VALUES ('stray')");
            await().until(() -> stranded(scene.flows.lateWrites) == 1);
            scene.source.execute("DELETE FROM item WHERE name = 'stray'");
            scene.switchOver(2);
            scene.source.execute("INSERT INTO item (name) VALUES ('back')");
            scene.assertSame("item");
        }
    }

    private static long stranded(List<LateWrites> found) {
        return found.stream().mapToLong(LateWrites::stranded).sum();
    }

    @Test
    void whoeverWritesOnIsReportedByTableAndCount() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.done(1, SwitchoverStep.StartTargetStore);
            scene.work().await(1, SwitchoverStep.ConfirmSourceWritesStopped);
            assertThat(waitingSessions(scene)).containsExactly(1L, 1L);
            endWaitingSessions(scene); // as somebody's firewall would, since nobody may answer for hours
            assertThat(scene.done(1, SwitchoverStep.ConfirmStopTimestamp).lateWrites())
                    .isEmpty();
            scene.source.execute(
                    "INSERT INTO item (name) VALUES ('late')", "UPDATE item SET name = name || '!' WHERE id <= 2");
            var found = scene.done(1, SwitchoverStep.StopForwardSync).lateWrites();
            assertThat(found).singleElement().satisfies(late -> {
                assertThat(late.table()).isEqualTo("public.item");
                assertThat(late.side()).isEqualTo(Side.Source);
                assertThat(late.carried()).isEqualTo(3);
                assertThat(late.stranded()).isZero();
            });
            scene.assertSame("item");
            scene.source.execute("DELETE FROM item WHERE id <= 5");
            scene.flows.watch(Direction.Forward, 1);
            await().until(() -> stranded(scene.flows.lateWrites) == 5);
            assertThat(scene.target.count("item")).isEqualTo(31);
            scene.done(1, SwitchoverStep.ProcessDatabaseObjects);
            await().untilAsserted(() -> assertThat(waitingSessions(scene)).containsExactly(0L, 0L));
        }
    }

    private static List<Long> waitingSessions(SwitchoverScene scene) {
        return Stream.of(Side.values())
                .map(side -> scene.side(side).count("pg_stat_activity" + waiting(scene)))
                .toList();
    }

    private static void endWaitingSessions(SwitchoverScene scene) {
        for (var side : Side.values()) {
            scene.side(side).query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity" + waiting(scene));
        }
        await().untilAsserted(() -> assertThat(waitingSessions(scene)).containsExactly(0L, 0L));
    }

    private static String waiting(SwitchoverScene scene) {
        return " WHERE application_name = 'dm:" + scene.taskId + ":switchover' AND datname = current_database()";
    }

    @Test
    void aMarkerThatDoesNotArriveInTimeIsToldAndRetried() throws SQLException {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.update(
                    new ForwardSwitchoverSettings(true, null, null, null, null, null, null, 10, 10, 1, null, null));
            try (var connection = scene.target.connect()) {
                connection.setAutoCommit(false);
                try (var lock = connection.createStatement()) {
                    lock.execute("LOCK TABLE item");
                }
                scene.source.execute("INSERT INTO item (name) VALUES ('x')");
                var held = scene.perform(1, SwitchoverStep.ConfirmStopTimestamp);
                assertThat(held.state()).as(held.message()).isEqualTo(StepState.Failed);
                var found = scene.perform(1, SwitchoverStep.StopForwardSync);
                assertThat(found.state()).as(found.message()).isEqualTo(StepState.Failed);
                assertThat(found.message()).contains("bytes of log are not");
                assertThat(scene.flows.isRunning(Direction.Forward)).isTrue();
                connection.rollback();
            }
            scene.update(SwitchoverScene.settings(false, List.of()));
            scene.done(1, SwitchoverStep.ConfirmStopTimestamp);
            scene.done(1, SwitchoverStep.StopForwardSync);
            scene.assertSame("item");
        }
    }
}
