package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;

/** The server dies and a standby takes its place that has everything: the task goes on, unless its slot stayed behind. */
public record FailedOver(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " failed over, nothing lost";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    /** Slots are not carried to a standby by every version, and never at once. */
    @Override
    public Set<String> mayFailWith() {
        return Set.of("SlotLost");
    }

    @Override
    public void inject(Scene scene) {
        try {
            scene.server(side)
                    .failOver(
                            () -> {
                                scene.books().interrupt();
                                scene.proxy(side).freeze(); // nor does the task write anything any more
                            },
                            false);
        } finally {
            scene.proxy(side).cut();
            scene.proxy(side).thaw();
            scene.books().resume();
        }
    }

    @Override
    public void heal(Scene scene) {
        // the standby is the server from now on
    }
}
