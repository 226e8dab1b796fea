package dev.datamigration.transfer.join;

import dev.datamigration.api.Phase;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Gathers what is known of a change, and tells of it; told by the threads of its stages. */
final class ChangeProgress {
    private final MainStream main;
    private final Consumer<ObjectChangeState> listener;
    private final SortedSet<TableName> added = new TreeSet<>();
    private final SortedSet<TableName> removed = new TreeSet<>();
    private Phase phase = Phase.Precheck;
    private SchemaStatus schema;
    private FullMigrationStatus full;
    private IncrementalStatus incremental;

    ChangeProgress(MainStream main, Consumer<ObjectChangeState> listener) {
        this.main = main;
        this.listener = listener;
    }

    MainStream main() {
        return main;
    }

    synchronized void adds(Collection<TableName> tables) {
        added.addAll(tables);
    }

    synchronized void removes(Collection<TableName> tables) {
        removed.addAll(tables);
    }

    synchronized void phase(Phase newer) {
        phase = newer;
        tell();
    }

    synchronized void schema(SchemaStatus newer) {
        schema = newer;
        phase = full == null ? Phase.SchemaMigration : phase;
        tell();
    }

    synchronized void loading(FullMigrationStatus newer) {
        full = newer;
        phase = Phase.FullMigration;
        tell();
    }

    synchronized void catchingUp(IncrementalStatus newer) {
        incremental = newer;
        tell();
    }

    private void tell() {
        listener.accept(
                new ObjectChangeState.Migrating(texts(added), texts(removed), phase, schema, full, incremental));
    }

    synchronized void integrating() {
        listener.accept(new ObjectChangeState.Integrating(texts(added), texts(removed)));
    }

    synchronized ObjectChangeState.Done done() {
        return new ObjectChangeState.Done(texts(added), texts(removed));
    }

    private static List<String> texts(Collection<TableName> tables) {
        return tables.stream().map(TableName::toString).toList();
    }
}
