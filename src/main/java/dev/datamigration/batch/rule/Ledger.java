package dev.datamigration.batch.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskGroup;
import dev.datamigration.api.batch.BatchTaskResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every selected task with what became of it, as the status holds it: a thousand in detail, the others as names, grouped
 * by what became of them. Both together are what the operator goes on from. A task that comes from the groups to the
 * others has no message and no timestamp any more, so whatever has a message is kept in detail first.
 */
public record Ledger(List<BatchTaskResult> tasks, List<BatchTaskGroup> otherTasks) {
    static final int DETAILED = 1000;

    /**
     * Bytes of the spec and of the names beyond the detailed ones when they are recorded: etcd takes 1.5 MiB, and a
     * thousand failures with the longest messages take half a megabyte.
     */
    private static final int ROOM = 950_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<BatchEntry> FAILURES_FIRST =
            Comparator.comparingInt(Ledger::rank).thenComparing(BatchEntry::name);

    public static Ledger of(List<BatchEntry> entries) {
        var sorted = entries.stream().sorted(FAILURES_FIRST).toList();
        var detailed = Math.min(DETAILED, sorted.size());
        return new Ledger(
                sorted.subList(0, detailed).stream().map(BatchEntry::result).toList(),
                groups(sorted.subList(detailed, sorted.size())));
    }

    /** Returns whether the selected tasks were recorded, which comes before anything is done. */
    public static boolean isRecorded(BatchOperation batch) {
        return batch.getStatus() != null && batch.getStatus().startedAt() != null;
    }

    /** The entries that were recorded, by name. */
    public static List<BatchEntry> entries(BatchOperationStatus status) {
        var others = status.otherTasks().stream()
                .flatMap(group -> group.tasks().entrySet().stream().map(task -> BatchEntry.of(group, task)));
        return Stream.concat(status.tasks().stream().map(BatchEntry::of), others)
                .sorted(Comparator.comparing(BatchEntry::name))
                .toList();
    }

    /** False of a batch operation that was begun by a version whose record is not in these fields. */
    public static boolean isWhole(BatchOperationStatus status, List<BatchEntry> entries) {
        return entries.size() == status.counts().selected()
                && entries.stream().noneMatch(entry -> entry.progress().open() && entry.uid() == null);
    }

    /** Returns whether one object can hold it, until the batch operation's end. */
    public boolean fitsBeside(BatchOperationSpec spec) {
        try {
            return JSON.writeValueAsBytes(spec).length + JSON.writeValueAsBytes(otherTasks).length <= ROOM;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BatchTaskGroup> groups(List<BatchEntry> entries) {
        var uidsByName = new LinkedHashMap<BatchTaskGroup, TreeMap<String, String>>();
        entries.forEach(entry -> uidsByName
                .computeIfAbsent(entry.group(), unknown -> new TreeMap<>())
                .put(entry.name(), entry.uid() == null ? "" : entry.uid()));
        return uidsByName.entrySet().stream()
                .map(group -> new BatchTaskGroup(
                        group.getKey().result(),
                        group.getKey().reason(),
                        group.getKey().wave(),
                        group.getKey().startedAt(),
                        group.getValue()))
                .toList();
    }

    private static int rank(BatchEntry entry) {
        return switch (entry.progress()) {
            case Failed -> 0;
            case InProgress -> 1;
            case Supported -> 2;
            case Unsupported -> 3;
            case Pending -> entry.reason() == ResultReason.NotActedOn ? 2 : 4;
            case Succeeded -> 5;
        };
    }
}
