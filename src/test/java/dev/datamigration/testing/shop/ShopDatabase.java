package dev.datamigration.testing.shop;

import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Creates the shop and fills it on the server, the same rows every time: tables first, then rows by several
 * connections, then keys, indexes and the rest. The SQL lies beside this class, in the order of its names.
 */
public final class ShopDatabase {
    private static final int CONNECTIONS = 2;
    private static final List<String> TABLES = List.of("1-tables", "2-every-type");

    /** Longest first, so that both connections end together. */
    private static final List<String> ROWS = List.of(
            "3-fill-reviews",
            "3-fill-order-items",
            "3-fill-orders",
            "3-fill-people",
            "3-fill-payments",
            "3-fill-events",
            "3-fill-goods",
            "3-fill-every-type");

    private static final List<String> REST = List.of("4-keys", "5-logic");

    private ShopDatabase() {}

    /** Fills an empty database; needs a superuser on PostgreSQL 13 or later, for an extension. */
    public static void create(TestDatabase database, ShopScale scale) {
        TABLES.forEach(script -> run(database, script, scale));
        fill(database, scale);
        REST.forEach(script -> run(database, script, scale));
    }

    private static void fill(TestDatabase database, ShopScale scale) {
        var executor = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var scripts = ROWS.stream()
                    .map(script -> executor.submit(() -> run(database, script, scale)))
                    .toList();
            scripts.forEach(ShopDatabase::join);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void join(Future<?> script) {
        try {
            script.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the shop was filled", e);
        }
    }

    private static void run(TestDatabase database, String script, ShopScale scale) {
        database.execute(sql(script, scale));
    }

    private static String sql(String script, ShopScale scale) {
        try (var resource = ShopDatabase.class.getResourceAsStream(script + ".sql")) {
            var sql = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            for (var placeholder : scale.placeholders().entrySet()) {
                sql = sql.replace(
                        "${" + placeholder.getKey() + "}",
                        placeholder.getValue().toString());
            }
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
