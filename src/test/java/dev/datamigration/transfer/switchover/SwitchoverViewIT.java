package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole ceremonies: there, back, and there again. */
class SwitchoverViewIT {
    private static final String OTHER_TASK = "dm:0a1b2c3d-1111-2222-3333-444455556666:";

    private static final String[] SCHEMA = {
        "CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL)",
        "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " customer int NOT NULL REFERENCES customer, total numeric, placed timestamptz DEFAULT now())",
        "CREATE TABLE click (at timestamptz DEFAULT clock_timestamp(), page text)",
        "ALTER TABLE click REPLICA IDENTITY FULL",
        "INSERT INTO customer (name) SELECT 'c' || i FROM generate_series(1, 50) i",
        "INSERT INTO orders (customer, total) SELECT i % 50 + 1, i FROM generate_series(1, 500) i",
        "INSERT INTO click (page) SELECT 'p' || i FROM generate_series(1, 20) i",
    };

    @Test
    void theApplicationMovesThereAndBackAndThereAgain() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            aLoadOfAnotherTaskHoldsTheCaptureUpForItsBoundOnly(scene);
            for (var round = 1; round <= 3; round++) {
                var from = round % 2 == 1 ? Side.Source : Side.Target;
                var to = round % 2 == 1 ? Side.Target : Side.Source;
                use(scene, from, "before " + round);
                scene.switchOver(round);
                scene.assertSame("customer", "orders", "click");
                use(scene, to, "after " + round);
                scene.assertSame("customer", "orders", "click");
            }
            assertThat(scene.flows.lateWrites).isEmpty();
            assertThat(scene.source.count("customer")).isEqualTo(50 + 6);
        }
    }

    /** And says who it is. Tried again once that has ended, it is done. */
    private static void aLoadOfAnotherTaskHoldsTheCaptureUpForItsBoundOnly(SwitchoverScene scene) {
        try (var other = scene.target.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SET application_name = '" + OTHER_TASK + "load'");
            other.createStatement().execute("INSERT INTO customer (name) VALUES ('not committed')");
            assertThat(heldUp(scene))
                    .contains("(the migration task with the uid 0a1b2c3d-1111-2222-3333-444455556666)")
                    .contains("Wait until that task has moved its tables, or stop it");
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String heldUp(SwitchoverScene scene) {
        var found = new StartTargetStore(new SwitchoverRound(scene.run, 1), scene.flows, 1).perform();
        assertThat(found.state()).as("to be tried again or skipped").isEqualTo(StepState.Failed);
        return assertThat(found.message())
                .contains("could not be made on the target in 1 s")
                .actual();
    }

    /** As an application does: sequences and keys on the side that it is on. */
    private static void use(SwitchoverScene scene, Side side, String name) {
        scene.side(side)
                .execute(
                        "INSERT INTO customer (name) VALUES ('" + name + "')",
                        "INSERT INTO orders (customer, total) SELECT max(id), 1 FROM customer",
                        "UPDATE orders SET total = total + 1 WHERE id % 7 = 0",
                        "DELETE FROM orders WHERE id = (SELECT min(id) FROM orders)",
                        "INSERT INTO click (page) VALUES ('" + name + "')",
                        "UPDATE click SET page = page || '!' WHERE page LIKE 'p1%'");
    }

    @Test
    @Tag("long")
    void everyStepCanBePerformedAgainAfterACrash() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            for (var round = 1; round <= 2; round++) {
                use(scene, round == 1 ? Side.Source : Side.Target, "round " + round);
                for (var step : SwitchoverStep.values()) {
                    scene.done(round, step);
                    scene.crash();
                    scene.done(round, step);
                }
                scene.assertSame("customer", "orders", "click");
            }
        }
    }

    @Test
    void skippingTheCaptureNeverLosesRowsInSilence() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.done(1, SwitchoverStep.StopForwardSync);
            var found = scene.perform(1, SwitchoverStep.StartReverseIncrement);
            assertThat(found.state()).isEqualTo(StepState.Failed);
            assertThat(found.message()).contains("StartTargetStore was skipped");
        }
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.switchOver(1);
            scene.done(2, SwitchoverStep.ConfirmStopTimestamp);
            scene.done(2, SwitchoverStep.StopForwardSync);
            scene.flows.watch(Direction.Reverse, 2);
            scene.done(2, SwitchoverStep.ProcessDatabaseObjects);
            use(scene, Side.Source, "before the flow begins");
            scene.done(2, SwitchoverStep.StartReverseIncrement);
            scene.assertSame("customer", "orders", "click");
            assertThat(scene.flows.lateWrites).isEmpty();
        }
    }
}
