package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.full.table.Truncations;
import dev.datamigration.transfer.incremental.stream.LogEnd;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides, once everything else is loaded, what becomes of tables that could not be read as of the snapshot: those that the
 * log knows to be truncated are {@linkplain LeftToLog left to it}, any other asks for another attempt under a new snapshot,
 * which has nothing else to read.
 */
public final class LoadRemainder {
    private final Run run;
    private final RunScope scope;
    private final Connection source;
    private final TargetSession target;

    /** @param source in autocommit mode */
    public LoadRemainder(Run run, RunScope scope, Connection source, TargetSession target) {
        this.run = run;
        this.scope = scope;
        this.source = source;
        this.target = target;
    }

    /**
     * @param rewritten what was committed before now
     * @param loaded told of each table that is loaded then
     * @throws dev.datamigration.failure.FailureException SnapshotLost if there are others
     */
    public void settle(Collection<LoadTable> rewritten, Snapshot snapshot, Consumer<LoadTable> loaded) {
        if (rewritten.isEmpty()) {
            return;
        }
        var truncated =
                LeftToLog.isPossible(run.plan()) ? truncatedSince(snapshot, rewritten) : Map.<LoadTable, Position>of();
        new LeftToLog(run, target).leave(truncated);
        truncated.keySet().forEach(loaded);
        rewritten.stream()
                .filter(table -> !truncated.containsKey(table))
                .findFirst()
                .ifPresent(table -> {
                    throw RewrittenTables.failure(table);
                });
    }

    /** Where nothing is kept there is no log to look into; that is the next attempt's to say. */
    private Map<LoadTable, Position> truncatedSince(Snapshot snapshot, Collection<LoadTable> tables) {
        var log = LogContinuity.check(run.within(scope));
        var kept = SqlWork.call(
                run.from().server(),
                scope,
                "looking for what keeps the log",
                () -> run.capture().find(source));
        if (kept.isEmpty() || kept.get().lost()) {
            return Map.of();
        }
        var truncations = new Truncations(tables.stream()
                .collect(Collectors.toMap(Function.identity(), table -> snapshot.position(table.name()))));
        new RetainedLog(run, scope, log, kept.get().confirmed()).readUntil(logEnd(), target, truncations);
        return truncations.found();
    }

    private Position logEnd() {
        try (var end = LogEnd.open(run.within(scope))) {
            return end.write();
        }
    }
}
