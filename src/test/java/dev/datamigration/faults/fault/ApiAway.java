package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;

/** Nobody reaches the API server. */
public record ApiAway() implements Fault {
    @Override
    public String name() {
        return "API server away";
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
        scene.operators().all().forEach(replica -> replica.api().cut());
    }

    @Override
    public void heal(Scene scene) {
        scene.operators().all().forEach(replica -> replica.api().mend());
        scene.operators().start();
    }
}
