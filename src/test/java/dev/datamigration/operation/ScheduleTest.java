package dev.datamigration.operation;

import static dev.datamigration.operation.Tasks.NOW;
import static dev.datamigration.operation.Tasks.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.MigrationTask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class ScheduleTest {
    private static final MigrationTask[] RUNNING = Stream.of("a", "b", "c", "d")
            .map(name -> Tasks.task(name, "desiredState: Running", "state: Running, phase: FullMigration"))
            .toArray(MigrationTask[]::new);

    private static String begin(String spec, Entry... entries) {
        return begin(Tasks.seen("operation: Stop, " + spec, NOW, RUNNING), entries);
    }

    /** The tasks under way, by name. */
    private static String begin(Seen seen, Entry... entries) {
        return String.join(
                "",
                Schedule.begin(seen, List.of(entries), entry -> true).stream()
                        .filter(entry -> entry.progress() == Progress.InProgress)
                        .map(Entry::name)
                        .toList());
    }

    private static Entry[] pending(String names) {
        return Arrays.stream(names.split(""))
                .map(name -> entry(name, 0, Progress.Pending))
                .toArray(Entry[]::new);
    }

    @Test
    void noMoreThanParallelism() {
        assertThat(begin("parallelism: 50", pending("abcd"))).isEqualTo("abcd");
        assertThat(begin("parallelism: 2", pending("abcd"))).isEqualTo("ab");
        assertThat(begin(
                        "parallelism: 2",
                        entry("a", 0, Progress.InProgress),
                        entry("b", 0, Progress.Succeeded),
                        entry("c", 0, Progress.Pending),
                        entry("d", 0, Progress.Pending)))
                .isEqualTo("ac");
    }

    @Test
    void aWaveBeginsOnceTheOneBeforeIsOver() {
        assertThat(begin("suspend: false", entry("a", 0, Progress.InProgress), entry("b", 1, Progress.Pending)))
                .isEqualTo("a");
        assertThat(begin(
                        "suspend: false",
                        entry("a", 0, Progress.Failed),
                        entry("b", 1, Progress.Pending),
                        entry("c", 2, Progress.Pending)))
                .isEqualTo("b");
    }

    @Test
    void nothingMoreWhenSuspendedOrAfterTooManyFailuresOrPastTheDeadline() {
        assertThat(begin("suspend: true", pending("ab"))).isEmpty();
        var failures = new Entry[] {entry("a", 0, Progress.Failed), entry("b", 0, Progress.Pending)};
        assertThat(begin("failurePolicy: {haltAfterFailures: 1}", failures)).isEmpty();
        assertThat(begin("failurePolicy: {haltAfterFailures: 2}", failures)).isEqualTo("b");
        var late = Tasks.seen("operation: Stop, activeDeadlineSeconds: 5", NOW.plusSeconds(5), RUNNING);
        assertThat(begin(late, pending("ab"))).isEmpty();
    }

    @Test
    void whatAnotherBatchHoldsWaitsAndSaysForWhom() {
        var seen = Tasks.seen(
                "operation: Stop", NOW, name -> Optional.of("older").filter(older -> name.equals("a")), RUNNING);
        var after = Schedule.begin(seen, List.of(pending("ab")), entry -> true);
        assertThat(after.get(0).reason()).isEqualTo(Reason.WaitingForOther);
        assertThat(after.get(0).message()).contains("BatchOperation older");
        assertThat(after.get(1).progress()).isEqualTo(Progress.InProgress);
        assertThat(Schedule.begin(seen, List.of(pending("b")), entry -> false)
                        .get(0)
                        .progress())
                .isEqualTo(Progress.Pending);
    }

    @Test
    void whatChangedSinceItWasListedIsLeftAlone() {
        var completed = Tasks.task("a", "desiredState: Running", "state: Completed, phase: FullMigration");
        var seen = Tasks.seen("operation: Stop", NOW, completed);
        var after = Schedule.begin(seen, List.of(pending("ab")), entry -> true);
        assertThat(after.get(0).reason()).isEqualTo(Reason.ChangedMeanwhile);
        assertThat(after.get(0).progress()).isEqualTo(Progress.Unsupported);
        assertThat(after.get(1).reason()).isEqualTo(Reason.TaskDeleted);
    }

    @Test
    void timesRunOutTaskByTask() {
        var seen = Tasks.seen("operation: Stop, timeoutSeconds: 10", NOW.plusSeconds(10), RUNNING);
        var after = Watching.look(seen, List.of(entry("a", 0, Progress.InProgress)));
        assertThat(after.get(0).reason()).isEqualTo(Reason.TimedOut);
        assertThat(Watching.look(seen.of(seen.batch()), List.of(entry("z", 0, Progress.InProgress)))
                        .get(0)
                        .reason())
                .isEqualTo(Reason.TaskDeleted);
    }

    @Test
    void howItEnds() {
        assertThat(end("parallelism: 1", entry("a", 0, Progress.InProgress))).isNull();
        assertThat(end("parallelism: 1")).isEqualTo("AllSucceeded");
        assertThat(end("parallelism: 1", entry("a", 0, Progress.Unsupported))).isEqualTo("AllSucceeded");
        assertThat(end("parallelism: 1", entry("a", 0, Progress.Failed))).isEqualTo("TasksFailed");
        var halting = "failurePolicy: {haltAfterFailures: 1}";
        var failed = entry("a", 0, Progress.Failed);
        assertThat(end(halting, failed, entry("b", 0, Progress.Pending))).isEqualTo("HaltedAfterFailures");
        assertThat(end(halting, failed, entry("b", 0, Progress.InProgress), entry("c", 0, Progress.Pending)))
                .isNull();
    }

    private static String end(String spec, Entry... entries) {
        return Closing.of(Tasks.seen("operation: Stop, " + spec, NOW, RUNNING), List.of(entries))
                .map(Closing.End::reason)
                .orElse(null);
    }
}
