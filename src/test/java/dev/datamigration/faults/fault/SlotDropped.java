package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;
import org.awaitility.Awaitility;

/** An administrator drops the slot by which the task reads that server's log; changes are lost, which must be said. */
public record SlotDropped(Side side) implements Fault {
    @Override
    public String name() {
        return "slot on the " + Sides.name(side) + " dropped";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    @Override
    public Set<String> mayFailWith() {
        return Set.of("SlotLost");
    }

    @Override
    public boolean mustBeNoticed() {
        return true;
    }

    @Override
    public void inject(Scene scene) {
        var database = scene.database(side);
        Awaitility.await("the slot is dropped").ignoreExceptions().until(() -> {
            database.query("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
                    + " WHERE database = current_database() AND active");
            database.query("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                    + " WHERE database = current_database() AND NOT active AND NOT temporary");
            return database.count("pg_replication_slots WHERE database = current_database() AND NOT temporary") == 0;
        });
    }

    @Override
    public void heal(Scene scene) {
        // nobody can
    }
}
