package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.LargeObjectStatements;
import java.util.function.Consumer;

/**
 * Those that {@code pg_catalog.pg_largeobject_metadata} lists; their numbers are OIDs.
 *
 * @param objects what is carried of their owners and privileges
 */
public record PostgresLargeObjects(
        RunScope scope, PostgresServer source, PostgresServer target, ObjectSelection objects) implements LargeObjects {
    @Override
    public long count() {
        return with("counting large objects", LargeObjectSides::count);
    }

    @Override
    public void compare(Listener listener) {
        this.<Void>with("comparing large objects", sides -> {
            sides.forEachPage(
                    page -> page.forEach(pair -> listener.found(pair.source().oid(), pair.state())));
            sides.forEachPageOfGone(page -> {
                var there = LargeObjectReader.existing(sides.target(), page);
                there.forEach(oid -> listener.found(oid, State.TargetOnly));
            });
            return null;
        });
    }

    @Override
    public Copied copy(Consumer<LargeObjectProgress> progress) {
        return with("copying large objects", sides -> new LargeObjectCopy(scope, sides, objects, progress).all());
    }

    @Override
    public String removal(long number) {
        return LargeObjectStatements.unlink(number);
    }

    private <T> T with(String what, LargeObjectSides.Work<T> work) {
        return LargeObjectSides.with(scope, source, target, what, work);
    }
}
