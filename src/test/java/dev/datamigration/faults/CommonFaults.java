package dev.datamigration.faults;

import dev.datamigration.api.Side;
import dev.datamigration.faults.fault.ApiAway;
import dev.datamigration.faults.fault.ApiRefuses;
import dev.datamigration.faults.fault.ApiSlow;
import dev.datamigration.faults.fault.BackendKilled;
import dev.datamigration.faults.fault.ConnectionsCut;
import dev.datamigration.faults.fault.Fault;
import dev.datamigration.faults.fault.HalfOpen;
import dev.datamigration.faults.fault.LeaderHeld;
import dev.datamigration.faults.fault.LeaderKilled;
import dev.datamigration.faults.fault.LeaseLost;
import dev.datamigration.faults.fault.PasswordChanged;
import dev.datamigration.faults.fault.ServerAway;
import dev.datamigration.faults.fault.ServerHeld;
import dev.datamigration.faults.fault.ServerKilled;
import dev.datamigration.faults.fault.SlowConnections;
import dev.datamigration.faults.fault.WatchesEnded;
import dev.datamigration.faults.fault.WorkerHeld;
import dev.datamigration.faults.fault.WorkerKilled;
import dev.datamigration.testing.proxy.Way;
import dev.datamigration.testing.traffic.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults that a task must outlive. */
final class CommonFaults {
    private CommonFaults() {}

    /** @param pods whether there are worker pods */
    static Fault draw(Random random, boolean pods) {
        var worker = random.nextInt(100);
        if (pods && worker < 20) {
            return worker < 12 ? new WorkerKilled() : new WorkerHeld();
        }
        var side = random.nextBoolean() ? Side.Source : Side.Target;
        return switch (random.nextInt(17)) {
            case 0, 1 -> new LeaderKilled();
            case 2 -> new LeaderHeld();
            case 3 -> new ConnectionsCut(side);
            case 4 -> new ServerAway(side);
            case 5 -> halfOpen(side, random);
            case 6 -> new SlowConnections(side, Duration.ofMillis(20 + random.nextInt(200)), 100_000);
            case 7 -> new BackendKilled(side);
            case 8 -> new ServerKilled(side);
            case 9 -> new ServerHeld(side);
            case 10 -> new ApiRefuses(new Refusal(429, "TooManyRequests"));
            case 11 -> new ApiRefuses(new Refusal(500, "InternalError"));
            case 12 -> new ApiRefuses(new Refusal(409, "Conflict"));
            case 13 -> new ApiSlow(Duration.ofMillis(300 + random.nextInt(1_500)));
            case 14 -> random.nextBoolean() ? new ApiAway() : new LeaseLost();
            case 15 -> new WatchesEnded();
            default -> new PasswordChanged(side, random.nextBoolean());
        };
    }

    /** One that is worse the longer it lasts. */
    static Fault lasting(Random random) {
        var side = random.nextBoolean() ? Side.Source : Side.Target;
        return switch (random.nextInt(6)) {
            case 0 -> new LeaderHeld();
            case 1 -> new ServerHeld(side);
            case 2 -> new ServerKilled(side);
            case 3 -> new ApiAway();
            default -> halfOpen(side, random);
        };
    }

    private static HalfOpen halfOpen(Side side, Random random) {
        var first = random.nextInt(2);
        return new HalfOpen(side, List.of(Way.values()).subList(first, Math.max(first + 1, random.nextInt(3))));
    }
}
