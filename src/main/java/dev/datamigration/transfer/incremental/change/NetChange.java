package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.log.Tuple;

/** Says what several changes of the row with one key come to. */
public sealed interface NetChange {

    /** The row was not there and is now. */
    record Inserted(Tuple row) implements NetChange {}

    /** The row was there and still is; values that are not known did not change. */
    record Updated(Tuple row) implements NetChange {}

    /** The row was there and is not any more. */
    record Deleted(Tuple old) implements NetChange {}

    /** The row was there, went, and another one with its key came. */
    record Replaced(Tuple old, Tuple row) implements NetChange {}

    /** The row was not there, came and went. */
    record Nothing() implements NetChange {}

    /** A row with this key came. */
    static NetChange insert(NetChange before, Tuple row) {
        if (before instanceof Deleted deleted) {
            return new Replaced(deleted.old(), row);
        }
        if (before instanceof Updated updated) {
            return new Replaced(updated.row(), row);
        }
        if (before instanceof Replaced replaced) {
            return new Replaced(replaced.old(), row);
        }
        return new Inserted(row);
    }

    /** The row changed; null if that does not fit with what came before, so that it must be tried on the target. */
    static NetChange update(NetChange before, Tuple row) {
        if (before == null) {
            return new Updated(row);
        }
        if (before instanceof Inserted inserted) {
            return new Inserted(row.filledFrom(inserted.row()));
        }
        if (before instanceof Updated updated) {
            return new Updated(row.filledFrom(updated.row()));
        }
        if (before instanceof Replaced replaced) {
            return new Replaced(replaced.old(), row.filledFrom(replaced.row()));
        }
        return null;
    }

    /** The row went. */
    static NetChange delete(NetChange before, Tuple old) {
        if (before instanceof Inserted || before instanceof Nothing) {
            return new Nothing();
        }
        return new Deleted(old);
    }

    /** Returns what is known of the row as it stands after a change, or null. */
    static Tuple image(NetChange change) {
        if (change instanceof Inserted inserted) {
            return inserted.row();
        }
        if (change instanceof Updated updated) {
            return updated.row();
        }
        if (change instanceof Replaced replaced) {
            return replaced.row();
        }
        return null;
    }
}
