package dev.datamigration.transfer.schema;

import dev.datamigration.database.schema.CreationResult;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.failure.FailureException;
import java.util.function.Supplier;

/** Creates objects on the target, and none that are done. For one thread. */
final class ItemCreator implements AutoCloseable {
    private final SchemaCreation session;
    private final SchemaObjectStore objectStore;

    ItemCreator(SchemaCreation session, SchemaObjectStore objectStore) {
        this.session = session;
        this.objectStore = objectStore;
    }

    @Override
    public void close() {
        session.close();
    }

    /** As {@link SchemaCreation#mostTogether}. */
    int mostTogether() {
        return session.mostTogether();
    }

    /** As {@link SchemaCreation#create}; does nothing for what is done already. */
    CreationResult create(SchemaItem item) {
        if (objectStore.isDone(item.key())) {
            return new CreationResult.Existed();
        }
        var result = session.create(item);
        if (!(result instanceof CreationResult.Refused)) {
            objectStore.committed(item.key());
        }
        return result;
    }

    /** As {@link SchemaCreation#createTogether}: false if anything was refused. */
    boolean createTogether(Supplier<SchemaItem> next) {
        var made = session.createTogether(next);
        made.forEach(item -> objectStore.committed(item.key()));
        return !made.isEmpty();
    }

    /** Notes that an object is not carried. */
    void noteRefused(SchemaItem item, String reason) {
        session.write("noting " + item.key().display(), target -> objectStore.writeRefused(target, item.key(), reason));
    }

    /** Returns what ends the task, which cannot do without an object. */
    FailureException failure(SchemaItem item, CreationResult.Refused refusal) {
        return session.failure(item, refusal.error());
    }
}
