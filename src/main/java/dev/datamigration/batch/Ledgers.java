package dev.datamigration.batch;

import dev.datamigration.api.BatchOperation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads ledgers, each version of one only once. */
final class Ledgers {
    private record Read(String ledger, List<BatchEntry> entries, Map<String, EntryProgress> progress) {}

    private final ConcurrentHashMap<String, Read> byBatch = new ConcurrentHashMap<>();

    /** Null before anything was recorded. */
    Map<String, EntryProgress> progress(BatchOperation batch) {
        return recorded(batch) ? read(batch).progress() : null;
    }

    List<BatchEntry> entries(BatchOperation batch) {
        return read(batch).entries();
    }

    static boolean recorded(BatchOperation batch) {
        return batch.getStatus() != null && batch.getStatus().ledger() != null;
    }

    void keepOnly(Set<String> batchUids) {
        byBatch.keySet().retainAll(batchUids);
    }

    private Read read(BatchOperation batch) {
        var text = batch.getStatus().ledger();
        return byBatch.compute(
                batch.getMetadata().getUid(),
                (uid, known) -> known != null && known.ledger().equals(text) ? known : decode(text));
    }

    private static Read decode(String text) {
        var entries = CompressedLedger.read(text);
        return new Read(
                text, entries, entries.stream().collect(Collectors.toMap(BatchEntry::name, BatchEntry::progress)));
    }
}
