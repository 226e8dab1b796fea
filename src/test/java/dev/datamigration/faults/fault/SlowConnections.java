package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.testing.proxy.Way;
import java.time.Duration;

/** Every packet to and from that server comes late, and few of them do. */
public record SlowConnections(Side side, Duration delay, long bytesPerSecond) implements Fault {
    @Override
    public String name() {
        return "connections to the " + Sides.name(side) + " slow (" + delay.toMillis() + " ms, " + bytesPerSecond / 1000
                + " kB/s)";
    }

    @Override
    public String resource() {
        return "way to " + side;
    }

    @Override
    public void inject(Scene scene) {
        for (var way : Way.values()) {
            scene.proxy(side).delay(way, delay);
            scene.proxy(side).throttle(way, bytesPerSecond);
        }
    }

    @Override
    public void heal(Scene scene) {
        for (var way : Way.values()) {
            scene.proxy(side).delay(way, Duration.ZERO);
            scene.proxy(side).throttle(way, 0);
        }
    }
}
