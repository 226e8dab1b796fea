package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source's structure as it was when the task began to migrate it. */
final class Baseline {
    private final Map<StructurePart.Key, Entry> byKey = new HashMap<>();
    private final Map<Identity, Entry> byIdentity = new HashMap<>();

    /** @param digest see {@link StructurePart#digest} */
    record Entry(StructurePart.Key key, long oid, int number, String digest) {}

    private record Identity(StructureKind kind, long oid, int number) {}

    Baseline(Collection<Entry> entries) {
        for (var entry : entries) {
            byKey.put(entry.key(), entry);
            byIdentity.put(new Identity(entry.key().kind(), entry.oid(), entry.number()), entry);
        }
    }

    static Entry entry(StructurePart part) {
        return new Entry(part.key(), part.oid(), part.number(), part.digest());
    }

    /** Returns what was called so, or null. */
    Entry called(StructurePart.Key key) {
        return byKey.get(key);
    }

    /** Returns what the part was then, whatever it was called, or null. */
    Entry of(StructurePart part) {
        return byIdentity.get(new Identity(part.key().kind(), part.oid(), part.number()));
    }

    /** Those that the other one has not, or otherwise. */
    List<Entry> without(Baseline other) {
        return byKey.values().stream()
                .filter(entry -> !entry.equals(other.called(entry.key())))
                .toList();
    }

    Collection<Entry> entries() {
        return byKey.values();
    }
}
