package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.BaselinePartStore;
import dev.datamigration.database.checkpoint.BaselinePartStore.BaselinePart;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps a task's baseline on the target. */
record BaselineStore(RunScope scope, BaselinePartStore parts) {

    boolean isTaken(Connection target) throws SQLException {
        return parts.isTaken(target);
    }

    /** Empty where none was taken. */
    Optional<Baseline> read(Connection target) throws SQLException {
        var entries = parts.list(target).stream().map(BaselineStore::entry).toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Baseline(entries));
    }

    /** Writes it once, as long as no newer worker has taken over; the connection must be in autocommit mode. */
    void write(Connection target, Structure source) throws SQLException {
        new Fence().transaction(target, scope, () -> {
            if (!isTaken(target)) {
                parts.add(
                        target,
                        kept(source.parts().stream().map(Baseline::entry).toList()));
            }
        });
    }

    /** Writes what is different in a newer one, in the caller's transaction. */
    void update(Connection target, Baseline old, Baseline newer) throws SQLException {
        parts.remove(target, kept(old.without(newer)));
        parts.add(target, kept(newer.without(old)));
    }

    private static Baseline.Entry entry(BaselinePart part) {
        var key = new StructurePart.Key(StructureKind.valueOf(part.kind()), part.object(), part.part());
        return new Baseline.Entry(key, part.id(), part.number(), part.digest());
    }

    private static List<BaselinePart> kept(Collection<Baseline.Entry> entries) {
        return entries.stream()
                .map(entry -> new BaselinePart(
                        entry.key().kind().name(),
                        entry.key().object(),
                        entry.key().part(),
                        entry.oid(),
                        entry.number(),
                        entry.digest()))
                .toList();
    }
}
