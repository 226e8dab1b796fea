package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;

/** The server is put back to a copy of a moment before. */
public record Restored(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " restored from a copy";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    @Override
    public Set<String> mayFailWith() {
        return WentBack.CODES;
    }

    @Override
    public boolean mustBeNoticed() {
        return true;
    }

    @Override
    public void inject(Scene scene) {
        try {
            scene.server(side).restoreAfter(() -> {
                scene.books().awaitArrivalOfMore(50);
                scene.books().interrupt();
            });
            scene.books().acceptLossesOf(scene.database(side));
        } finally {
            scene.books().resume();
        }
    }

    @Override
    public void heal(Scene scene) {
        // what is lost is lost
    }
}
