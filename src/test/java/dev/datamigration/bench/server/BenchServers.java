package dev.datamigration.bench.server;

import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.util.Map;

/**
 * Two servers as for production: what is committed is on the disk, unlike on the servers of the tests. Both are used by every
 * contender. A subscription that is enabled again would be started after up to five seconds by itself, which is no part of how
 * fast it applies.
 */
public record BenchServers(PostgresInstance source, PostgresInstance target) implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB",
            "wal_retrieve_retry_interval", "10ms");

    public static BenchServers start(int majorVersion) {
        var source = PostgresInstance.start(majorVersion, SETTINGS);
        try {
            return new BenchServers(source, PostgresInstance.start(majorVersion, SETTINGS));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Their versions; docs/performance.md has the settings. */
    public String description() {
        return "PostgreSQL %s on both sides".formatted(source.maintenance().queryOne("SHOW server_version"));
    }

    public TestDatabase createSource(String... statements) {
        var database = source.createDatabase("bench");
        database.execute(statements);
        database.execute("VACUUM ANALYZE", "CHECKPOINT");
        return database;
    }

    /** An empty one; nobody has to write down what others have left in the buffers of either server. */
    public TestDatabase createTarget() {
        var database = target.createDatabase("bench");
        settle();
        return database;
    }

    /** Has both servers write down what they have in their buffers. */
    public void settle() {
        source.maintenance().execute("CHECKPOINT");
        target.maintenance().execute("CHECKPOINT");
    }

    public void drop(TestDatabase onTarget) {
        target.maintenance().execute("DROP DATABASE " + onTarget.name() + " WITH (FORCE)");
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
