package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;

/** SIGKILL to the operator, or to the replica that leads; it is started again when that heals. */
public record LeaderKilled() implements Fault {
    @Override
    public String name() {
        return "operator killed";
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
        scene.operators().leader().kill();
    }

    @Override
    public void heal(Scene scene) {
        scene.operators().start();
    }
}
