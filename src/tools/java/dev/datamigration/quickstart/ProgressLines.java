package dev.datamigration.quickstart;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.util.ArrayList;
import java.util.List;

/** What a person sees of a task: a bar for each phase of its plan, and the writer. */
record ProgressLines(MigrationTaskStatus status, WriterFigures writer) {
    private static final List<Phase> PLAN = List.of(
            Phase.Precheck, Phase.SchemaMigration, Phase.FullMigration, Phase.IncrementalSync, Phase.FullVerification);

    List<String> all() {
        var lines = new ArrayList<String>();
        lines.add("");
        PLAN.forEach(phase -> lines.add(bar(PhaseProgress.of(phase, status))));
        lines.add("");
        lines.add(
                "  %s   task %s   %s%s".formatted(Figures.clock(writer.elapsed()), state(), latency(), writer.text()));
        return lines;
    }

    String headline() {
        var now = PhaseProgress.of(status.phase() == null ? Phase.Precheck : status.phase(), status);
        return "  %s   %-10s %-16s %3d %%   %s   (%s)"
                .formatted(
                        Figures.clock(writer.elapsed()),
                        state(),
                        now.phase(),
                        now.percent(),
                        now.detail(),
                        latency() + writer.text());
    }

    String topic() {
        return state() + " " + status.phase();
    }

    private String latency() {
        return status.incremental() == null
                ? ""
                : "latency " + Figures.seconds(status.incremental().latencyMillis()) + ", ";
    }

    private static String bar(PhaseProgress progress) {
        return "  %-16s %s %3d %%   %s"
                .formatted(progress.phase(), Bar.of(progress.percent()), progress.percent(), progress.detail());
    }

    private String state() {
        return status.state() == null ? "new" : status.state().name();
    }
}
