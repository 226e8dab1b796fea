package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.faults.Stage.InPhase;
import dev.datamigration.faults.fault.ConnectionsCut;
import dev.datamigration.faults.fault.LeaderKilled;
import dev.datamigration.faults.fault.ServerKilled;
import dev.datamigration.faults.fault.SlotDropped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shortest runs of the fault suite, so that it is known to work. */
class QuickFaultsIT {
    private static final Duration SOON = Duration.ofMillis(300);

    @Test
    void killsAndCutsAreOutlived() {
        assertThat(Runner.run(plan(
                        1_000_001,
                        new PlacedFault(new LeaderKilled(), new InPhase(Phase.FullMigration), SOON, SOON),
                        new PlacedFault(new ConnectionsCut(Side.Target), new InPhase(Phase.FullMigration), SOON, SOON),
                        new PlacedFault(
                                new ServerKilled(Side.Source), new InPhase(Phase.IncrementalSync), SOON, SOON))))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void aDroppedSlotIsNoticed() {
        assertThat(Runner.run(plan(
                        1_000_002,
                        new PlacedFault(new SlotDropped(Side.Source), new Stage.AtRest(0), Duration.ZERO, SOON))))
                .isEmpty();
    }

    private static FaultPlan plan(long seed, PlacedFault... faults) {
        return new FaultPlan(seed, 0, 1, 0, 2_000, 0, false, 0, null, List.of(faults));
    }
}
