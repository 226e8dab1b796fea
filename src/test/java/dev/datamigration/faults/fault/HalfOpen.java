package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.testing.proxy.Way;
import java.util.List;

/**
 * Nothing goes through any more in these directions, and no socket is closed: connections that one end believes in. They
 * are reset at the end, as by a firewall that has forgotten them.
 */
public record HalfOpen(Side side, List<Way> ways) implements Fault {
    @Override
    public String name() {
        return "connections to the " + Sides.name(side) + " silent " + ways;
    }

    @Override
    public String resource() {
        return "way to " + side;
    }

    @Override
    public void inject(Scene scene) {
        scene.proxy(side).freeze(ways.toArray(Way[]::new));
    }

    @Override
    public void heal(Scene scene) {
        if (scene.random().nextBoolean()) {
            scene.proxy(side).cut();
        }
        scene.proxy(side).thaw();
    }
}
