package dev.datamigration.engine.local;

import dev.datamigration.engine.Goal;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.trace.Spans;
import dev.datamigration.trace.Work;
import java.time.Instant;
import java.util.HashMap;

/** A span for each phase that a worker brought to its end, each switchover step that it performed, and each attempt that failed. */
final class PhaseSpans {
    private PhaseSpans() {}

    static void done(Goal goal, PhaseItem item, Instant begun) {
        tell(goal, item, begun, null);
    }

    static void failed(Goal goal, PhaseItem item, Instant begun, Failure failure) {
        tell(goal, item, begun, failure.code().name());
    }

    private static void tell(Goal goal, PhaseItem item, Instant begun, String error) {
        var details = new HashMap<String, String>();
        details.put("namespace", goal.task().namespace());
        details.put("task", goal.task().name());
        details.put("phase", item.phase().name());
        if (item.switchover() instanceof StepWork.Perform perform) {
            details.put("step", perform.step().name());
            details.put("attempt", String.valueOf(perform.attempt()));
        }
        Spans.tell(new Work(
                item.switchover() == null ? "phase" : "switchover",
                goal.task().uid(),
                goal.epoch(),
                begun,
                Instant.now(),
                error,
                details));
    }
}
