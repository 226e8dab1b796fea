package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;

/** SIGKILL to the server; it is started again when that heals, and recovers from its log. */
public record ServerKilled(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " server killed";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.server(side).kill();
    }

    @Override
    public void heal(Scene scene) {
        scene.server(side).restart();
    }
}
