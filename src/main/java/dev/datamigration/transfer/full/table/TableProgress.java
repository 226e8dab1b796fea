package dev.datamigration.transfer.full.table;

import dev.datamigration.database.checkpoint.TableCheckpoint;

/** Says how far one table is, in this run; shared by the threads that load it. */
public final class TableProgress {
    private boolean planned;
    private boolean complete;
    private long chunks;
    private long chunksDone;
    private long rows;
    private long estimatedRows;

    TableProgress(TableCheckpoint checkpoint, long estimatedRows) {
        this.planned = checkpoint.planned();
        this.complete = checkpoint.complete();
        this.chunks = checkpoint.chunks();
        this.chunksDone = checkpoint.chunksDone();
        this.rows = checkpoint.rows();
        this.estimatedRows = estimatedRows;
    }

    public synchronized void estimate(long rowCount) {
        estimatedRows = rowCount;
    }

    public synchronized void chunkPlanned(boolean last) {
        chunks++;
        planned = last;
    }

    /** Counts finished chunks; says whether the last of its table was among them. */
    public synchronized boolean chunksDone(long count, long rowCount) {
        chunksDone += count;
        rows += rowCount;
        return isLoaded();
    }

    /** Whatever was copied of it is gone; returns how many rows that were. */
    synchronized long leaveToLog() {
        var gone = rows;
        rows = 0;
        chunks = 0;
        chunksDone = 0;
        planned = true;
        complete = true;
        return gone;
    }

    public synchronized void tableComplete() {
        complete = true;
    }

    synchronized boolean isLoaded() {
        return planned && chunksDone == chunks;
    }

    /** It is loaded as one chunk. */
    public synchronized void loaded(long rowCount) {
        chunks = 1;
        chunksDone = 1;
        rows = rowCount;
        planned = true;
        complete = true;
    }

    /** Returns whether anything of it is planned, and may be copied. */
    public synchronized boolean isBegun() {
        return planned || chunks > 0;
    }

    public synchronized boolean isPlanned() {
        return planned;
    }

    public synchronized boolean isComplete() {
        return complete;
    }

    synchronized long chunks() {
        return chunks;
    }

    synchronized long chunksDone() {
        return chunksDone;
    }

    /** Returns what the statistics say until the table is loaded, and then what it was. */
    synchronized long estimatedRows() {
        return complete ? rows : Math.max(rows, estimatedRows);
    }
}
