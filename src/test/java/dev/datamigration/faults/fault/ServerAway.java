package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;

/** Connections are reset, and new ones refused for a while. */
public record ServerAway(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " refuses connections";
    }

    @Override
    public String resource() {
        return "way to " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.proxy(side).refuse();
        scene.proxy(side).cut();
    }

    @Override
    public void heal(Scene scene) {
        scene.proxy(side).accept();
    }
}
