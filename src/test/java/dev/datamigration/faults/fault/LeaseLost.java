package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Replica;
import dev.datamigration.faults.scene.Scene;

/** The leader alone does not reach the API server: another leads while it lives, and is connected to both databases. */
public final class LeaseLost implements Fault {
    private Replica old;

    @Override
    public String name() {
        return "leader without its Lease";
    }

    @Override
    public String resource() {
        return "way to the API server";
    }

    @Override
    public boolean silencesOperators() {
        return true;
    }

    @Override
    public void inject(Scene scene) {
        old = scene.operators().leader();
        old.api().cut();
    }

    @Override
    public void heal(Scene scene) {
        old.api().mend();
        scene.operators().start();
    }
}
