package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;

/** Every connection to the API server ends once, watches among them. */
public record WatchesEnded() implements Fault {
    @Override
    public String name() {
        return "watches ended";
    }

    @Override
    public String resource() {
        return "way to the API server";
    }

    @Override
    public void inject(Scene scene) {
        scene.operators().all().forEach(replica -> replica.api().cutOnce());
    }

    @Override
    public void heal(Scene scene) {
        scene.operators().start();
    }
}
