package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;

/** The file system of the target's tables is full, until somebody makes room. */
public record TargetFull() implements Fault {
    @Override
    public String name() {
        return "target full";
    }

    @Override
    public String resource() {
        return "server " + Side.Target;
    }

    @Override
    public Set<String> mayFailWith() {
        return Set.of("ResourceExhausted");
    }

    @Override
    public void inject(Scene scene) {
        scene.smallDisk().fill();
    }

    @Override
    public void heal(Scene scene) {
        scene.smallDisk().clear();
    }
}
