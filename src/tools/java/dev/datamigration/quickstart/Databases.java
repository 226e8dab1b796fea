package dev.datamigration.quickstart;

import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.util.Map;

/** Both servers, and the database on each. */
record Databases(
        PostgresInstance sourceServer, PostgresInstance targetServer, TestDatabase source, TestDatabase target) {
    private static final String NAME = "shop";

    static Databases start(Options options, CleanUp cleanUp) {
        var source = cleanUp.open(() -> PostgresInstance.start(options.sourceVersion(), Map.of()));
        var target = cleanUp.open(() -> PostgresInstance.start(options.targetVersion(), Map.of()));
        return new Databases(source, target, database(source), database(target));
    }

    private static TestDatabase database(PostgresInstance server) {
        server.maintenance().execute("CREATE DATABASE " + NAME);
        return new TestDatabase(
                "127.0.0.1", server.port(), NAME, PostgresInstance.SUPERUSER, PostgresInstance.PASSWORD);
    }

    String describeSource() {
        return describe(sourceServer, source);
    }

    String describeTarget() {
        return describe(targetServer, target);
    }

    private static String describe(PostgresInstance server, TestDatabase database) {
        return "PostgreSQL %d on %s:%d, database %s"
                .formatted(server.majorVersion(), database.host(), database.port(), database.name());
    }

    /** As the task counts them: each partition is a table to it. */
    int tablesAndPartitions() {
        return Integer.parseInt(source.queryOne(
                "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'shop'::regnamespace"));
    }

    /** For psql; the password belongs to a throw-away server that this program started. */
    static String connectionString(TestDatabase database) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(database.user(), database.password(), database.host(), database.port(), database.name());
    }
}
