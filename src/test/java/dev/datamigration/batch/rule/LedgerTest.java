package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.batch.Tasks;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of every selected task in the status: it fits in one object, and says all that the operator goes on from. */
public class LedgerTest {
    public static final int COUNT = 10_000;
    /** What etcd takes, without 64 kB for metadata and what the groups are split into later. */
    private static final int MOST_BYTES = (3 << 19) - (1 << 16);

    private static final String LONG_MESSAGE = "m".repeat(300);

    @Test
    void fewTasksAreReadBackAsTheyAre() {
        var entries = List.of(
                entry("a", 0, EntryProgress.Pending, ResultReason.WaitingForOther)
                        .at("2026-01-01T00:00:00Z"),
                entry("b", 3, EntryProgress.InProgress, ResultReason.Requested).begun(Tasks.NOW.plusMillis(1234)),
                entry("c", 0, EntryProgress.Failed, ResultReason.TaskFailed)
                        .to(EntryProgress.Failed, ResultReason.TaskFailed, LONG_MESSAGE),
                new BatchEntry("d", null, 0, EntryProgress.Unsupported, ResultReason.NotFound, "no", null, null));
        var status = status(entries);
        assertThat(Ledger.entries(status)).isEqualTo(entries);
        assertThat(status.otherTasks()).isEmpty();
        assertThat(status.tasks()).extracting(BatchTaskResult::name).containsExactly("c", "b", "d", "a");
        assertThat(status.tasks().get(1).startedAt()).isEqualTo("2026-01-01T00:00:01Z");
    }

    @Test
    void ofTenThousandEachIsListedByWhatBecameOfIt() {
        var entries = entries(40, LedgerTest::mixed);
        var status = status(entries);
        assertThat(status.tasks()).hasSize(1000);
        assertThat(status.tasks().subList(0, 500))
                .allMatch(
                        task -> task.result().equals("Failed") && task.message().length() == 250);
        assertThat(status.otherTasks())
                .extracting(group -> group.result() + " " + group.wave())
                .contains("InProgress 9", "Pending 7", "Unsupported null", "Succeeded null")
                .hasSizeLessThan(50);
        var read = Ledger.entries(status);
        assertThat(read.stream().map(LedgerTest::essence))
                .containsExactlyElementsOf(
                        entries.stream().map(LedgerTest::essence).toList());
        assertThat(Ledger.of(read)).as("what was read, written again").isEqualTo(Ledger.of(entries));
    }

    /** Selected by label, with waves: as recorded, then with a thousand failures of long messages, then at its end. */
    @ParameterizedTest
    @ValueSource(ints = {20, 40, 63, 88})
    void tenThousandByLabelFitInOneObject(int nameLength) {
        var observed = Tasks.observed("operation: Stop, selector: {}", Tasks.NOW);
        var recorded = entries(nameLength, i -> entry(i, i / 100, EntryProgress.Pending, ResultReason.Waiting));
        assertThat(Ledger.of(recorded).fitsBeside(observed.spec())).isTrue();
        var failing = entries(nameLength, i -> i % 10 == 0 ? failed(i) : recorded.get(i));
        var ended = entries(
                nameLength,
                i -> i % 2 == 0
                        ? failed(i)
                        : entry(i, 0, EntryProgress.Succeeded, ResultReason.Reached)
                                .at("2026-01-01T00:00:00Z"));
        for (var entries : List.of(recorded, failing, ended)) {
            assertThat(bytes(status(entries))).isLessThan(MOST_BYTES);
        }
    }

    /** Each group costs more than its names, so with ten thousand waves the names have to be shorter. */
    @Test
    void tenThousandWavesFitInOneObject() {
        var observed = Tasks.observed("operation: Stop, selector: {}", Tasks.NOW);
        var entries =
                entries(28, i -> i % 10 == 0 ? failed(i) : entry(i, i, EntryProgress.Pending, ResultReason.Waiting));
        assertThat(Ledger.of(entries).fitsBeside(observed.spec())).isTrue();
        assertThat(bytes(status(entries))).isLessThan(MOST_BYTES);
    }

    @Test
    void tenThousandByNameFitInOneObject() {
        var entries = entries(40, i -> entry(i, 0, EntryProgress.Pending, ResultReason.Waiting));
        var names = entries.stream().map(BatchEntry::name).collect(Collectors.joining(","));
        var observed = Tasks.observed("operation: Stop, tasks: [" + names + "]", Tasks.NOW);
        assertThat(Ledger.of(entries).fitsBeside(observed.spec())).isTrue();
        var failing = entries(40, i -> i % 10 == 0 ? failed(i) : entries.get(i));
        assertThat(bytes(status(failing)) + bytes(observed.spec())).isLessThan(MOST_BYTES);
    }

    @Test
    void longerNamesOfTenThousandDoNotFitAndThatIsKnownBeforeAnythingIsDone() {
        var observed = Tasks.observed("operation: Stop, selector: {}", Tasks.NOW);
        var entries = entries(253, i -> entry(i, 0, EntryProgress.Pending, ResultReason.Waiting));
        assertThat(Ledger.of(entries).fitsBeside(observed.spec())).isFalse();
        assertThat(Ledger.of(entries.subList(0, 4400)).fitsBeside(observed.spec()))
                .isTrue();
        var status = BatchStatuses.tooMany(observed, entries, "", CompletionRules.tooMany(entries));
        assertThat(bytes(status)).isLessThan(MOST_BYTES);
        assertThat(status.counts().selected()).isEqualTo(COUNT);
        assertThat(status.conditions().get(0).getReason()).isEqualTo("TooManyTasks");
    }

    @Test
    void whatAnEarlierVersionRecordedIsKnown() {
        var whole = status(List.of(entry("a", 0, EntryProgress.Pending, ResultReason.Waiting)));
        assertThat(Ledger.isWhole(whole, Ledger.entries(whole))).isTrue();
        var earlier = status(
                List.of(new BatchEntry("a", null, 0, EntryProgress.Pending, ResultReason.Waiting, null, null, null)));
        assertThat(Ledger.isWhole(earlier, Ledger.entries(earlier))).isFalse();
        var shortened = status(entries(20, LedgerTest::mixed));
        assertThat(Ledger.isWhole(shortened, Ledger.entries(shortened).subList(0, 1000)))
                .isFalse();
    }

    /** About the longest names of which an object holds so many, in a hundred waves, a thousand of them failed. */
    public static List<BatchEntry> largest() {
        return entries(
                88, i -> i % 10 == 0 ? failed(i) : entry(i, i / 100, EntryProgress.Pending, ResultReason.Waiting));
    }

    private static BatchEntry mixed(int i) {
        return switch (i % 20) {
            case 0 -> failed(i);
            case 1, 2, 3 ->
                entry(i, i / 1000, EntryProgress.InProgress, ResultReason.Requested)
                        .begun(Tasks.NOW);
            case 4, 5, 6 -> entry(i, i / 1000, EntryProgress.Unsupported, ResultReason.StateNotSupported);
            case 7, 8 -> entry(i, i / 1000, EntryProgress.Pending, ResultReason.Waiting);
            default -> entry(i, i / 1000, EntryProgress.Succeeded, ResultReason.Reached);
        };
    }

    private static BatchEntry failed(int i) {
        return entry(i, 0, EntryProgress.Failed, ResultReason.TaskFailed)
                .to(EntryProgress.Failed, ResultReason.TaskFailed, i + LONG_MESSAGE);
    }

    private static BatchEntry entry(int i, int wave, EntryProgress progress, ResultReason reason) {
        return entry("%05d".formatted(i), wave, progress, reason);
    }

    private static BatchEntry entry(String name, int wave, EntryProgress progress, ResultReason reason) {
        return new BatchEntry(name, "%.8s".formatted(name + "-uid-uid"), wave, progress, reason, null, null, null);
    }

    /** With names of that length, sorted. */
    private static List<BatchEntry> entries(int nameLength, IntFunction<BatchEntry> of) {
        var prefix = "n".repeat(nameLength - 5);
        return IntStream.range(0, COUNT)
                .mapToObj(of)
                .map(entry -> entry.name().length() == nameLength ? entry : named(prefix + entry.name(), entry))
                .toList();
    }

    private static BatchEntry named(String name, BatchEntry it) {
        return new BatchEntry(
                name, it.uid(), it.wave(), it.progress(), it.reason(), it.message(), it.latest(), it.since());
    }

    /** What the operator goes on from. */
    private static List<Object> essence(BatchEntry entry) {
        var open = entry.progress().open();
        return List.of(
                entry.name(),
                entry.uid(),
                entry.progress(),
                entry.reason(),
                open ? entry.wave() : 0,
                entry.progress() == EntryProgress.InProgress ? entry.since() : "");
    }

    private static BatchOperationStatus status(List<BatchEntry> entries) {
        return BatchStatuses.of(Tasks.observed("operation: Stop", Tasks.NOW), entries, Tasks.NOW.toString(), null);
    }

    private static int bytes(Object json) {
        return Serialization.asJson(json).getBytes(StandardCharsets.UTF_8).length;
    }
}
