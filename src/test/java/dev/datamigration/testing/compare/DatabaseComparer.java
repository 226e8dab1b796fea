package dev.datamigration.testing.compare;

import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Compares all tables of two databases that nobody writes to: every row as text, sorted on each server, streamed and
 * merged here. Memory is bounded by some hundred rows a side.
 */
public final class DatabaseComparer {
    private static final int TABLES_AT_A_TIME = 2;

    private final TestDatabase source;
    private final TestDatabase target;

    private DatabaseComparer(TestDatabase source, TestDatabase target) {
        this.source = source;
        this.target = target;
    }

    /** One result for each table that is on either side, by name. */
    public static List<TableComparison> compare(TestDatabase source, TestDatabase target) {
        return compare(source, target, table -> {});
    }

    /** The same; each result is also handed over as soon as it is there, by any thread. */
    public static List<TableComparison> compare(
            TestDatabase source, TestDatabase target, Consumer<TableComparison> finished) {
        try {
            return new DatabaseComparer(source, target).run(finished);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<TableComparison> run(Consumer<TableComparison> finished) throws SQLException {
        var here = ComparedTable.of(source);
        var there = ComparedTable.of(target);
        var names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        var executor = Executors.newFixedThreadPool(TABLES_AT_A_TIME);
        try {
            var results = new ArrayList<Future<TableComparison>>();
            names.forEach(name -> results.add(executor.submit(reporting(finished, () -> table(name, here, there)))));
            return results.stream().map(DatabaseComparer::get).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private static Callable<TableComparison> reporting(
            Consumer<TableComparison> finished, Callable<TableComparison> comparison) {
        return () -> {
            var result = comparison.call();
            finished.accept(result);
            return result;
        };
    }

    private TableComparison table(
            TableName name, Map<TableName, ComparedTable> here, Map<TableName, ComparedTable> there)
            throws SQLException {
        if (!here.containsKey(name) || !there.containsKey(name)) {
            return TableComparison.absent(name, here.containsKey(name) ? "target" : "source");
        }
        try (var sourceRows = SortedRows.read(source, here.get(name));
                var targetRows = SortedRows.read(target, there.get(name))) {
            return RowMerge.compare(name, sourceRows, targetRows);
        }
    }

    private static TableComparison get(Future<TableComparison> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while comparing", e);
        }
    }
}
