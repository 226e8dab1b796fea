package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;

/** SIGSTOP to every process of the server, and SIGCONT later. */
public record ServerHeld(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " server held";
    }

    @Override
    public String resource() {
        return "server " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.server(side).hold();
    }

    @Override
    public void heal(Scene scene) {
        scene.server(side).resume();
    }
}
