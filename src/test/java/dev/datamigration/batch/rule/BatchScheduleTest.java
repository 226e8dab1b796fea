package dev.datamigration.batch.rule;

import static dev.datamigration.batch.Tasks.NOW;
import static dev.datamigration.batch.Tasks.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.ObserveStep;
import dev.datamigration.batch.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class BatchScheduleTest {
    private static final MigrationTask[] RUNNING = Stream.of("a", "b", "c", "d")
            .map(name -> Tasks.task(name, "desiredState: Running", "state: Running, phase: FullMigration"))
            .toArray(MigrationTask[]::new);

    private static String begin(String spec, BatchEntry... entries) {
        return begin(Tasks.observed("operation: Stop, " + spec, NOW, RUNNING), entries);
    }

    /** The tasks under way, by name. */
    private static String begin(BatchContext observed, BatchEntry... entries) {
        return String.join(
                "",
                BatchSchedule.begin(observed, List.of(entries), entry -> true).stream()
                        .filter(entry -> entry.progress() == EntryProgress.InProgress)
                        .map(BatchEntry::name)
                        .toList());
    }

    private static BatchEntry[] pending(String names) {
        return Arrays.stream(names.split(""))
                .map(name -> entry(name, 0, EntryProgress.Pending))
                .toArray(BatchEntry[]::new);
    }

    @Test
    void noMoreThanParallelism() {
        assertThat(begin("parallelism: 50", pending("abcd"))).isEqualTo("abcd");
        assertThat(begin("parallelism: 2", pending("abcd"))).isEqualTo("ab");
        assertThat(begin(
                        "parallelism: 2",
                        entry("a", 0, EntryProgress.InProgress),
                        entry("b", 0, EntryProgress.Succeeded),
                        entry("c", 0, EntryProgress.Pending),
                        entry("d", 0, EntryProgress.Pending)))
                .isEqualTo("ac");
    }

    @Test
    void aWaveBeginsOnceTheOneBeforeIsOver() {
        assertThat(begin(
                        "suspend: false",
                        entry("a", 0, EntryProgress.InProgress),
                        entry("b", 1, EntryProgress.Pending)))
                .isEqualTo("a");
        assertThat(begin(
                        "suspend: false",
                        entry("a", 0, EntryProgress.Failed),
                        entry("b", 1, EntryProgress.Pending),
                        entry("c", 2, EntryProgress.Pending)))
                .isEqualTo("b");
    }

    @Test
    void nothingMoreWhenSuspendedOrAfterTooManyFailuresOrPastTheDeadline() {
        assertThat(begin("suspend: true", pending("ab"))).isEmpty();
        var failures = new BatchEntry[] {entry("a", 0, EntryProgress.Failed), entry("b", 0, EntryProgress.Pending)};
        assertThat(begin("failurePolicy: {haltAfterFailures: 1}", failures)).isEmpty();
        assertThat(begin("failurePolicy: {haltAfterFailures: 2}", failures)).isEqualTo("b");
        var late = Tasks.observed("operation: Stop, activeDeadlineSeconds: 5", NOW.plusSeconds(5), RUNNING);
        assertThat(begin(late, pending("ab"))).isEmpty();
    }

    @Test
    void whatAnotherBatchHoldsWaitsAndSaysForWhom() {
        var observed = Tasks.observed(
                "operation: Stop", NOW, name -> Optional.of("older").filter(older -> name.equals("a")), RUNNING);
        var after = BatchSchedule.begin(observed, List.of(pending("ab")), entry -> true);
        assertThat(after.get(0).reason()).isEqualTo(ResultReason.WaitingForOther);
        assertThat(after.get(0).message()).contains("BatchOperation older");
        assertThat(after.get(1).progress()).isEqualTo(EntryProgress.InProgress);
        assertThat(BatchSchedule.begin(observed, List.of(pending("b")), entry -> false)
                        .get(0)
                        .progress())
                .isEqualTo(EntryProgress.Pending);
    }

    @Test
    void whatChangedSinceItWasListedIsLeftAlone() {
        var completed = Tasks.task("a", "desiredState: Running", "state: Completed, phase: FullMigration");
        var observed = Tasks.observed("operation: Stop", NOW, completed);
        var after = BatchSchedule.begin(observed, List.of(pending("ab")), entry -> true);
        assertThat(after.get(0).reason()).isEqualTo(ResultReason.ChangedMeanwhile);
        assertThat(after.get(0).progress()).isEqualTo(EntryProgress.Unsupported);
        assertThat(after.get(1).reason()).isEqualTo(ResultReason.TaskDeleted);
    }

    @Test
    void whatIsUnderWaySaysWhereTheTaskIs() {
        var edited = Tasks.edited("a", "desiredState: Running", "state: Running, phase: Precheck");
        var after = ObserveStep.look(
                Tasks.observed("operation: Start", NOW, edited), List.of(entry("a", 0, EntryProgress.InProgress)));
        assertThat(after.get(0).progress()).isEqualTo(EntryProgress.InProgress);
        assertThat(after.get(0).message()).isEqualTo("the task is Running in phase Precheck");
    }

    @Test
    void timesRunOutTaskByTask() {
        var observed = Tasks.observed("operation: Stop, timeoutSeconds: 10", NOW.plusSeconds(10), RUNNING);
        var after = ObserveStep.look(observed, List.of(entry("a", 0, EntryProgress.InProgress)));
        assertThat(after.get(0).reason()).isEqualTo(ResultReason.TimedOut);
        assertThat(ObserveStep.look(observed.of(observed.batch()), List.of(entry("z", 0, EntryProgress.InProgress)))
                        .get(0)
                        .reason())
                .isEqualTo(ResultReason.TaskDeleted);
    }

    @Test
    void howItEnds() {
        assertThat(end("parallelism: 1", entry("a", 0, EntryProgress.InProgress)))
                .isNull();
        assertThat(end("parallelism: 1")).isEqualTo("AllSucceeded");
        assertThat(end("parallelism: 1", entry("a", 0, EntryProgress.Unsupported)))
                .isEqualTo("AllSucceeded");
        assertThat(end("parallelism: 1", entry("a", 0, EntryProgress.Failed))).isEqualTo("TasksFailed");
        var halting = "failurePolicy: {haltAfterFailures: 1}";
        var failed = entry("a", 0, EntryProgress.Failed);
        assertThat(end(halting, failed, entry("b", 0, EntryProgress.Pending))).isEqualTo("HaltedAfterFailures");
        assertThat(end(halting, failed, entry("b", 0, EntryProgress.InProgress), entry("c", 0, EntryProgress.Pending)))
                .isNull();
    }

    private static String end(String spec, BatchEntry... entries) {
        return CompletionRules.of(Tasks.observed("operation: Stop, " + spec, NOW, RUNNING), List.of(entries))
                .map(CompletionRules.End::reason)
                .orElse(null);
    }
}
