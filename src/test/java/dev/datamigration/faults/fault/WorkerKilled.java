package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;

/** SIGKILL to the worker, or to one that helps it. */
public record WorkerKilled() implements Fault {
    @Override
    public String name() {
        return "worker killed";
    }

    @Override
    public String resource() {
        return "worker";
    }

    @Override
    public void inject(Scene scene) {
        scene.workers().kill(scene.random());
    }

    @Override
    public void heal(Scene scene) {
        // the kubelet starts it again
    }
}
