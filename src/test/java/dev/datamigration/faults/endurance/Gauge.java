package dev.datamigration.faults.endurance;

import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.operator.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures one process that moves data, and its source. */
record Gauge(OperatorProcess process, TestDatabase source, TestDatabase target, long startNanos) {

    Sample measure(long transactions) {
        return new Sample(
                (System.nanoTime() - startNanos) / 1e9,
                transactions * BulkChanges.PER_TRANSACTION,
                heap(),
                resident(),
                number("SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint"
                        + " FROM pg_replication_slots WHERE database = current_database()"),
                number(
                        "SELECT greatest((SELECT max(age(catalog_xmin)) FROM pg_replication_slots),"
                                + " (SELECT max(age(backend_xmin)) FROM pg_stat_activity WHERE application_name LIKE 'dm:%'), 0)"));
    }

    /** The number of the last transaction that has arrived. */
    long arrived() {
        return Long.parseLong(target.queryOne("SELECT number FROM progress"));
    }

    private long number(String sql) {
        return Long.parseLong(source.queryOne(sql));
    }

    private long heap() {
        return process.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long resident() {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .sum()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
