package dev.datamigration.bench.server;

import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** The last transaction of a backlog, by which anybody is seen to have applied it all. */
public final class Arrival {
    /** The table that it is written to. */
    public static final String TABLE = "CREATE TABLE bench_end (id bigint PRIMARY KEY)";

    private static final Duration POLL = Duration.ofMillis(5);

    private long last;

    /** Ends the backlog. */
    public void write(TestDatabase source) {
        last++;
        source.execute("INSERT INTO bench_end VALUES (" + last + ")");
    }

    /** Waits until the target has it. */
    public void awaitIn(TestDatabase target) {
        try (var connection = target.connect();
                var query = connection.prepareStatement("SELECT FROM bench_end WHERE id = " + last)) {
            await("end of the backlog")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> {
                        try (var found = query.executeQuery()) {
                            return found.next();
                        }
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
