package dev.datamigration.faults.journal;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The writer, the two databases, and on which of them the application is. */
public final class Books {
    private final JournaledWriter writer;
    private final TestDatabase source;
    private final TestDatabase target;
    private volatile boolean working;
    private boolean wanted;
    private boolean interrupted;
    private volatile boolean onTarget;
    private volatile Map<Integer, Long> followed = Map.of();

    public Books(JournaledWriter writer, TestDatabase source, TestDatabase target) {
        this.writer = writer;
        this.source = source;
        this.target = target;
    }

    public TestDatabase source() {
        return source;
    }

    public TestDatabase target() {
        return target;
    }

    /** The one that the application writes to. */
    public TestDatabase written() {
        return onTarget ? target : source;
    }

    /** The one that follows it. */
    public TestDatabase following() {
        return onTarget ? source : target;
    }

    /** The application goes to work, unless it is interrupted. */
    public synchronized void open() {
        wanted = true;
        begin();
    }

    /** The application stops; everything that it has begun is committed or gone when this returns. */
    public synchronized void shut() {
        wanted = false;
        writer.shut();
        working = false;
    }

    /** The application is told to stop; what it has begun may still be open when this returns. */
    public void close() {
        writer.close();
    }

    /** The application has lost its database for a while. */
    public synchronized void interrupt() {
        interrupted = true;
        writer.shut();
        working = false;
    }

    /** It goes on where it was interrupted, if it was at work. */
    public synchronized void resume() {
        interrupted = false;
        begin();
    }

    private void begin() {
        if (wanted && !interrupted && !working) {
            working = true;
            writer.open(written());
        }
    }

    /** Waits until so many more transactions are committed, or the application is not at work; and gives them time to arrive. */
    public void awaitArrivalOfMore(int transactions) {
        var before = committed();
        Awaitility.await("more transactions")
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> !working || committed() >= before + transactions);
    }

    /** The application has moved to the other side; the writer must be shut. */
    public synchronized void change() {
        onTarget = !onTarget;
        followed = Map.of();
    }

    /** See {@link JournaledWriter#writeAtOnce}. */
    public void writeAtOnce(int rows) {
        writer.writeAtOnce(rows);
    }

    public long committed() {
        return writer.committed();
    }

    /** When the oldest transaction was committed that the following database does not have, as far as it can be asked. */
    public Optional<Instant> oldestMissing() {
        try {
            followed = new BooksReader(following()).tokens();
        } catch (SQLException e) {
            // away, or the table is not there yet: it has what it had
        }
        return writer.oldestMissing(followed);
    }

    public List<String> differences(TestDatabase database) {
        return writer.differences(database);
    }

    /** See {@link JournaledWriter#acceptLossesOf}. */
    public synchronized long acceptLossesOf(TestDatabase database) {
        return database.equals(written()) ? writer.acceptLossesOf(database) : 0;
    }
}
