package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;

/** Every connection of the task to that server is reset, once. */
public record ConnectionsCut(Side side) implements Fault {
    @Override
    public String name() {
        return "connections to the " + Sides.name(side) + " cut";
    }

    @Override
    public String resource() {
        return "way to " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.proxy(side).cut();
    }

    @Override
    public void heal(Scene scene) {
        // it is over at once
    }
}
