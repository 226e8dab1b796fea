package dev.datamigration.transfer.verify.result;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.database.checkpoint.ComparedTableStore;
import dev.datamigration.database.checkpoint.ComparedTableStore.Result;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.Run;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps results on the target, so that a resumed comparison goes on where it was. */
public final class ComparisonStore {
    private final ComparedTableStore store;
    private final long round;
    private final ComparisonSession target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    public ComparisonStore(Run run, long runNonce, ComparisonSession target) {
        this(run.checkpoints().comparedTables(runNonce), 0, target, new FencedWrites(run, target));
    }

    private ComparisonStore(ComparedTableStore store, long round, ComparisonSession target, FencedWrites writes) {
        this.store = store;
        this.round = round;
        this.target = target;
        this.writes = writes;
    }

    /** The same, for what a round of the continuous comparison finds. */
    public ComparisonStore inRound(long number) {
        return new ComparisonStore(store, number, target, writes);
    }

    public void forgetOtherRuns() {
        writes.write(store::forgetOtherRuns);
    }

    /** The tables this comparison is done with. Those it could not compare are not among them: they are tried again. */
    public Map<TableName, TableVerification> finished() {
        return results().entrySet().stream()
                .filter(result -> result.getValue().found().result() != TableResult.Error)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, result -> result.getValue().found()));
    }

    /** The newest result of every table that has one. */
    public Map<TableName, Result> results() {
        return target.ask(store::results);
    }

    public void finish(TableName table, TableVerification found) {
        write(Map.of(table, found));
    }

    /** As {@link #finish(TableName, TableVerification)}, of many tables. */
    public void finish(Collection<TableTally> tables) {
        write(tables.stream().collect(Collectors.toMap(TableTally::table, TableTally::status)));
    }

    private void write(Map<TableName, TableVerification> results) {
        writes.write(connection -> store.write(connection, results, round));
    }
}
