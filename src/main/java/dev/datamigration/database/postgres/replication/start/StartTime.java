package dev.datamigration.database.postgres.replication.start;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogStream;
import dev.datamigration.database.postgres.position.Lsn;
import java.time.Instant;

/**
 * Finds the first transaction of a log that was committed at or after a moment. Whether none was before what is read of the log is
 * only known where one of an earlier time is read first.
 */
public final class StartTime {
    private static final long WAIT_MILLIS = 200;

    private final Instant time;
    private final Lsn end;
    private boolean earlierSeen;

    /** @param end of the log once the server's clock had passed the moment */
    public StartTime(Instant time, Lsn end) {
        this.time = time;
        this.end = end;
    }

    /**
     * Reads until it is found, or up to the end.
     *
     * @return stands for all transactions before it; null where it is not known that there was none before what is read
     */
    public Position find(LogStream stream) {
        while (true) {
            var message = stream.nextOrMoved(WAIT_MILLIS);
            if (message instanceof Begin begin) {
                if (!begin.commitTime().isBefore(time)) {
                    return earlierSeen ? begin.before() : null;
                }
                earlierSeen = true;
            } else if (message == null && stream.received().covers(end)) {
                return earlierSeen ? end : null;
            }
        }
    }
}
