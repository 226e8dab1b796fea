package dev.datamigration.database.compare;

import java.util.List;
import java.util.Set;

/**
 * Says which version of a row stands under a key on one side, without its values. Two looks that saw the same version saw the
 * same values, and so did every look between them: no two versions of a row share place and writer.
 *
 * @param versions place and writing transaction of each row found; usually one, none where the row is absent
 * @param places where they lie, as their server finds them again
 * @param contended whether a transaction has locked, changed or removed a row, be it over or not
 */
public record RowVersion(Set<String> versions, List<String> places, boolean contended) {
    public static final RowVersion ABSENT = new RowVersion(Set.of(), List.of(), false);

    public RowVersion {
        versions = Set.copyOf(versions);
        places = List.copyOf(places);
    }

    public boolean absent() {
        return places.isEmpty();
    }

    public boolean isSameAs(RowVersion other) {
        return versions.equals(other.versions);
    }

    /** Returns whether an earlier look at the values saw this version; of several rows under one key that is not told. */
    public boolean isWhatWas(RowObservation seen) {
        return switch ((int) Math.min(2, seen.rows())) {
            case 0 -> absent();
            case 1 -> versions.equals(Set.of(seen.version()));
            default -> places.size() == seen.rows();
        };
    }
}
