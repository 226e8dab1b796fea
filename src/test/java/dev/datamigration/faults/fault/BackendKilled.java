package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;

/** One of the task's sessions on that server is ended by an administrator. */
public record BackendKilled(Side side) implements Fault {
    @Override
    public String name() {
        return "a session on the " + Sides.name(side) + " ended";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.database(side)
                .query(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name LIKE 'dm:%' ORDER BY random() LIMIT 1");
    }

    @Override
    public void heal(Scene scene) {
        // it is over at once
    }
}
