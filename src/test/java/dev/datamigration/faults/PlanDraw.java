package dev.datamigration.faults;

import dev.datamigration.api.Side;
import dev.datamigration.faults.fault.FailedOver;
import dev.datamigration.faults.fault.FailedOverWithLoss;
import dev.datamigration.faults.fault.Fault;
import dev.datamigration.faults.fault.LogRecycled;
import dev.datamigration.faults.fault.Restored;
import dev.datamigration.faults.fault.SlotDropped;
import dev.datamigration.faults.fault.TargetFull;
import dev.datamigration.faults.scene.MovedClock;
import dev.datamigration.faults.scene.SmallDisk;
import dev.datamigration.faults.scene.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Draws the plan of a seed. The same seed gives the same plan; what a fault then meets depends on the machine. The last digit
 * of a seed decides what is special about it, so that any ten seeds in a row have everything.
 */
final class PlanDraw {
    private static final int MILLION = 1_000_000;

    private final long seed;
    private final Random random;
    private final int kind;
    private final int rounds;
    private final List<Stage> stages;
    private final List<PlacedFault> faults = new ArrayList<>();

    private PlanDraw(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        random.nextInt(); // the first numbers of seeds that follow each other are much alike
        this.kind = (int) (seed % 10);
        this.rounds = kind == 5 ? 0 : random.nextInt(3);
        this.stages = Stage.all(rounds);
    }

    static FaultPlan of(long seed) {
        return new PlanDraw(seed).draw();
    }

    private FaultPlan draw() {
        var replicas = random.nextInt(4) == 0 ? 2 : 1;
        var workers = random.nextBoolean() ? 1 + random.nextInt(2) : 0;
        if (!Workers.arePossible()) { // the mock has no elections, and nobody who makes pods
            workers = 0;
            replicas = 1;
        }
        var bulkRows = random.nextInt(3) == 0 ? 20_000 : 3_000;
        for (var i = 5 + random.nextInt(4); i > 0; i--) {
            place(CommonFaults.draw(random, workers > 0), stage(), Duration.ofMillis(500 + random.nextInt(4_500)));
        }
        special();
        faults.sort(Comparator.comparing(fault -> stages.indexOf(fault.stage())));
        last().ifPresent(fault -> place(fault, stages.get(stages.size() - 1), Duration.ofMillis(500)));
        var end = kind == 6 ? new EarlyEnd(stage(), way()) : null;
        var minutes = random.nextInt(-300, 300);
        var clock = kind == 8 && MovedClock.isPossible() ? minutes : 0;
        return new FaultPlan(
                seed, rounds, replicas, workers, bulkRows, seed % 50 == 7 ? MILLION : 0, kind == 5, clock, end, faults);
    }

    private void special() {
        if (kind == 2) {
            place(new FailedOver(side()), stage(), Duration.ofMillis(500));
        } else if (kind == 3 && SmallDisk.isPossible()) {
            place(new TargetFull(), stage(), Duration.ofMillis(2_000 + random.nextInt(8_000)));
        } else if (kind == 4) {
            place(CommonFaults.lasting(random), stage(), Duration.ofSeconds(10 + random.nextInt(80)));
        }
    }

    /** After which the task cannot go on, so that nothing comes after it. */
    private Optional<Fault> last() {
        var written = rounds % 2 == 0 ? Side.Source : Side.Target;
        return Optional.ofNullable(
                switch (kind) {
                    case 0 -> random.nextBoolean() ? new SlotDropped(written) : new LogRecycled(written);
                    case 1 -> random.nextBoolean() ? new FailedOverWithLoss(side()) : new Restored(side());
                    default -> null;
                });
    }

    private void place(Fault fault, Stage stage, Duration hold) {
        var longestDelay = stage instanceof Stage.InStep ? 250 : 1_500;
        faults.add(new PlacedFault(fault, stage, Duration.ofMillis(random.nextInt(longestDelay)), hold));
    }

    /** Nothing empties a namespace that goes away but the controllers of a real cluster. */
    private TaskEnd.Way way() {
        var way = TaskEnd.Way.values()[random.nextInt(3)];
        return way == TaskEnd.Way.NamespaceDeleted && !Workers.arePossible() ? TaskEnd.Way.Deleted : way;
    }

    private Stage stage() {
        return stages.get(random.nextInt(stages.size()));
    }

    private Side side() {
        return random.nextBoolean() ? Side.Source : Side.Target;
    }
}
