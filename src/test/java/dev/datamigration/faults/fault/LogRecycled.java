package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;
import org.awaitility.Awaitility;

/** The task cannot reach its source for so long that the server throws away log that the task has not read. */
public record LogRecycled(Side side) implements Fault {
    @Override
    public String name() {
        return "log of the " + Sides.name(side) + " recycled";
    }

    @Override
    public String resource() {
        return "way to " + side;
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
        scene.proxy(side).refuse();
        scene.proxy(side).cut();
        var database = scene.database(side);
        database.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        Awaitility.await("the log is recycled").ignoreExceptions().until(() -> {
            database.execute(
                    "CREATE TABLE IF NOT EXISTS public.filler ()",
                    "DROP TABLE public.filler",
                    "SELECT pg_switch_wal()",
                    "CHECKPOINT");
            return database.count("pg_replication_slots WHERE database = current_database() AND wal_status = 'lost'")
                    > 0;
        });
        database.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    @Override
    public void heal(Scene scene) {
        scene.proxy(side).accept();
    }
}
