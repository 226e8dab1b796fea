package dev.datamigration.transfer.incremental.change;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.TruncatedPartition;
import dev.datamigration.transfer.run.WideRow;
import java.util.Optional;
import java.util.function.Function;

/** Turns messages into changes to apply, and leaves out those that are not wanted or in the target already. */
public final class ChangeReader {
    private final Run run;
    private final RelationTracker relations;
    private long skipped;

    public ChangeReader(Run run, RelationTracker relations) {
        this.run = run;
        this.relations = relations;
    }

    /**
     * @param transaction of the transaction that the message belongs to
     * @throws dev.datamigration.failure.FailureException if the table's counterpart on the target does not fit
     */
    public Optional<PendingChange> read(LogMessage message, TransactionId transaction) {
        if (message instanceof LogMessage.Insert insert) {
            return row(DmlType.Insert, insert.relation(), transaction, table -> RowChanges.of(insert));
        }
        if (message instanceof LogMessage.Update update) {
            return row(DmlType.Update, update.relation(), transaction, table -> RowChanges.of(table, update));
        }
        if (message instanceof LogMessage.Delete delete) {
            return row(DmlType.Delete, delete.relation(), transaction, table -> RowChanges.of(delete));
        }
        if (message instanceof LogMessage.TooWide tooWide) {
            return row(tooWide.kind(), tooWide.relation(), transaction, table -> {
                throw WideRow.failure(relations.relation(tooWide.relation()), tooWide, run);
            });
        }
        return message instanceof LogMessage.Truncate truncate ? truncation(truncate, transaction) : Optional.empty();
    }

    private Optional<PendingChange> row(
            DmlType kind, int relation, TransactionId transaction, Function<BoundTable, RowChange> change) {
        if (!relations.applies(relation, transaction) || !isWanted(kind, relation)) {
            return Optional.empty();
        }
        var table = relations.table(relation);
        return Optional.of(new PendingChange.Row(table, change.apply(table)));
    }

    private Optional<PendingChange> truncation(LogMessage.Truncate truncate, TransactionId transaction) {
        for (var relation : truncate.parts()) {
            if (relations.applies(relation, transaction) && isWanted(DmlType.Truncate, relation)) {
                throw TruncatedPartition.failure(
                        run, relations.relation(relation).name());
            }
        }
        var applying = truncate.relations().stream()
                .filter(relation -> relations.applies(relation, transaction) && isWanted(DmlType.Truncate, relation))
                .toList();
        if (applying.isEmpty()) {
            return Optional.empty();
        }
        var tables = applying.stream().map(relations::table).toList();
        return Optional.of(new PendingChange.Truncation(tables, truncate.restartIdentity()));
    }

    private boolean isWanted(DmlType kind, int relation) {
        if (!relations.wanted(relation).contains(kind)) {
            skipped++;
            return false;
        }
        return true;
    }

    /** Returns how many changes were left out, because their kind is not wanted, since this was last asked. */
    public long takeSkipped() {
        var count = skipped;
        skipped = 0;
        return count;
    }
}
