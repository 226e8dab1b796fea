package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationReport;
import java.util.List;
import java.util.Random;

/** What a worker may say of modifications: nothing, as one of an earlier version; of the one it was told of, or of another. */
record RandomModification(Random random) {
    /** As a worker does that was told of it, and does it. */
    static ModificationReport done(ModificationGoal goal) {
        var work = goal.work();
        return work == null
                ? ModificationReport.NONE.withVerified(goal.integrated())
                : report(
                        work.number(),
                        work.attempt(),
                        work.intent() == ModificationIntent.Make
                                ? ModificationState.Integrated
                                : ModificationState.Withdrawn,
                        goal.integrated());
    }

    ModificationReport of(Wanted wanted) {
        if (!(wanted instanceof Wanted.Run run) || random.nextInt(5) == 0) {
            return null;
        }
        var work = run.modification().work();
        var verified = Math.max(0, run.modification().integrated() - random.nextInt(2));
        if (work == null || random.nextInt(6) == 0) {
            return report(random.nextInt(3), random.nextInt(3), any(), verified);
        }
        return report(work.number(), work.attempt(), any(), verified);
    }

    private ModificationState any() {
        var states = ModificationState.values();
        return random.nextInt(6) == 0 ? null : states[random.nextInt(states.length)];
    }

    private static ModificationReport report(long number, int attempt, ModificationState state, long verified) {
        var failure = state == ModificationState.Failed
                ? new FailureStatus("RowRefused", FailureClass.NeedsPerson, null, "so it is", "mend it", null, null)
                : null;
        return new ModificationReport(
                number, attempt, state, List.of("public.a"), 1, null, null, null, failure, verified);
    }
}
