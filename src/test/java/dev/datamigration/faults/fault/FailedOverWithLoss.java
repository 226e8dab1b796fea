package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import dev.datamigration.faults.scene.Scene;
import java.util.Set;

/** The server dies, and the standby that takes its place lacks the last that was committed. */
public record FailedOverWithLoss(Side side) implements Fault {
    @Override
    public String name() {
        return Sides.name(side) + " failed over, the last transactions lost";
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
            scene.server(side)
                    .failOver(
                            () -> {
                                scene.books().awaitArrivalOfMore(50);
                                scene.books().interrupt();
                            },
                            true);
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
