package dev.datamigration.transfer.incremental.change;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.write.BoundTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Changes that are written together, compacted where their order allows. */
public final class ChangeBatch {
    private final List<Segment> segments = new ArrayList<>();
    private ChangeCounts counts = ChangeCounts.NONE;
    private long bytes;

    public void addAll(Collection<PendingChange> changes) {
        changes.forEach(this::add);
    }

    private void add(PendingChange change) {
        bytes += change.memory();
        if (change instanceof PendingChange.Row row) {
            add(row.table(), row.change());
            counts = counts.plus(row.change().kind(), 1);
        } else if (change instanceof PendingChange.Truncation truncation) {
            segments.add(new Segment.Truncation(truncation.tables(), truncation.restartIdentity()));
            counts = counts.plus(DmlType.Truncate, truncation.tables().size());
        }
    }

    private void add(BoundTable table, RowChange change) {
        var changes = rows().tables().computeIfAbsent(table, t -> new TableChanges(t.key(), t.keepsRows()));
        if (!changes.add(change)) {
            segments.add(new Segment.Single(table, change));
        }
    }

    private Segment.Rows rows() {
        if (!segments.isEmpty() && segments.get(segments.size() - 1) instanceof Segment.Rows rows) {
            return rows;
        }
        var rows = new Segment.Rows();
        segments.add(rows);
        return rows;
    }

    public boolean isEmpty() {
        return segments.isEmpty();
    }

    public List<Segment> segments() {
        return segments;
    }

    public ChangeCounts counts() {
        return counts;
    }

    /** About how much memory it takes. */
    public long bytes() {
        return bytes;
    }
}
