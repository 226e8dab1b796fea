package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Replica;
import dev.datamigration.faults.scene.Scene;

/** SIGSTOP to the operator, or to the replica that leads, and SIGCONT later. */
public final class LeaderHeld implements Fault {
    private Replica held;

    @Override
    public String name() {
        return "operator held";
    }

    @Override
    public String resource() {
        return "operator";
    }

    @Override
    public boolean silencesOperators() {
        return true;
    }

    @Override
    public void inject(Scene scene) {
        held = scene.operators().leader();
        held.hold();
    }

    @Override
    public void heal(Scene scene) {
        held.resume();
        scene.operators().start(); // one that has lost its Lease meanwhile ends, and a kubelet starts it again
    }
}
