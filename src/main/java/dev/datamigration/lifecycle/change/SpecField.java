package dev.datamigration.lifecycle.change;

import dev.datamigration.api.task.MigrationTaskSpec;
import java.util.function.Function;

/**
 * A field of the spec, or one with all that it holds.
 *
 * @param path below {@code spec}, with dots
 * @param change what becomes of a change
 * @param note what the change waits for, as an end of that sentence; null where there is nothing to add
 * @param value of what is taken at the next start; null for all else
 */
public record SpecField(String path, SpecChange change, String note, Function<MigrationTaskSpec, Object> value) {

    static SpecField live(String path) {
        return live(path, null);
    }

    static SpecField live(String path, String note) {
        return new SpecField(path, SpecChange.Live, note, null);
    }

    static SpecField nextStart(String path, Function<MigrationTaskSpec, Object> value) {
        return new SpecField(path, SpecChange.NextStart, null, value);
    }

    static SpecField refused(String path) {
        return new SpecField(path, SpecChange.Refused, null, null);
    }

    /** Returns whether this entry speaks of that path. */
    public boolean covers(String other) {
        return other.equals(path) || other.startsWith(path + ".");
    }

    /** The whole sentence. */
    public String text() {
        return "A change " + change.text() + (note == null ? "" : ", " + note) + ".";
    }
}
