package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Scene;
import java.time.Duration;

/** Every request to the API server takes so much longer. */
public record ApiSlow(Duration delay) implements Fault {
    @Override
    public String name() {
        return "API server slow (" + delay.toMillis() + " ms)";
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
        scene.operators().all().forEach(replica -> replica.api().delay(delay));
    }

    @Override
    public void heal(Scene scene) {
        scene.operators().all().forEach(replica -> replica.api().mend());
        scene.operators().start();
    }
}
