package dev.datamigration.transfer.full.table;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.table.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Says how far the load is. Counted by many threads, read by one. */
public final class LoadProgress {
    public static final String WAITING = "WaitingForTransactions";
    public static final String COPYING = "Copying";
    public static final String DONE = "Done";

    private final Map<TableName, TableProgress> tables = new ConcurrentHashMap<>();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile WorkersStatus workers;
    private final RateWindow rowRate = new RateWindow(System::nanoTime);
    private final RateWindow byteRate = new RateWindow(System::nanoTime);

    public void add(TableCheckpoint checkpoint, long estimatedRows) {
        tables.put(checkpoint.name(), new TableProgress(checkpoint, estimatedRows));
        copied(checkpoint.rows(), checkpoint.bytes());
    }

    public TableProgress table(TableName name) {
        return tables.get(name);
    }

    /** Counts rows as they pass, committed or not. */
    public void copied(long rowCount, long byteCount) {
        rows.add(rowCount);
        bytes.add(byteCount);
    }

    /** A table is left to the log, and what was copied of it is gone. */
    public void leaveToLog(TableName table) {
        rows.add(-table(table).leaveToLog());
    }

    /** @param sharing how many share the load; null where one does it alone */
    public void sharedBy(WorkersStatus sharing) {
        workers = sharing;
    }

    public boolean isComplete() {
        return tables.values().stream().allMatch(TableProgress::isComplete);
    }

    public FullMigrationStatus status(String stage) {
        var rowSum = rows.sum();
        var byteSum = bytes.sum();
        return new FullMigrationStatus(
                stage,
                tables.size(),
                (int) tables.values().stream().filter(TableProgress::isComplete).count(),
                sum(TableProgress::chunks),
                sum(TableProgress::chunksDone),
                sum(TableProgress::estimatedRows),
                rowSum,
                byteSum,
                rowRate.perSecond(rowSum),
                byteRate.perSecond(byteSum),
                workers,
                null);
    }

    private long sum(ToLongFunction<TableProgress> value) {
        return tables.values().stream().mapToLong(value).sum();
    }
}
