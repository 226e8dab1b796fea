package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;

/** SIGSTOP to the worker, or to one that helps it, and SIGCONT later. */
public record WorkerHeld() implements Fault {
    @Override
    public String name() {
        return "worker held";
    }

    @Override
    public String resource() {
        return "worker";
    }

    @Override
    public void inject(Scene scene) {
        scene.workers().hold(scene.random());
    }

    @Override
    public void heal(Scene scene) {
        scene.workers().resume();
    }
}
