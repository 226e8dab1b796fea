package dev.datamigration.database.sequence;

import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A sequence as it stands, or another counter that gives a column its values.
 *
 * @param increment from one value to the next; below 0 where it counts down
 * @param min least value
 * @param max greatest value
 * @param cycle whether it begins again at the other bound
 * @param position where it stands, or null where the account may not read it
 * @param readable whether the account may read where it stands
 * @param writable whether the account may set it
 * @param users columns that take their values from it
 */
public record SequenceState(
        TableName name,
        long increment,
        long min,
        long max,
        boolean cycle,
        SequencePosition position,
        boolean readable,
        boolean writable,
        List<User> users) {

    /**
     * A column that takes its values from it.
     *
     * @param whole whether its type holds whole numbers, so that the farthest value can be asked for
     */
    public record User(TableName table, String column, boolean whole) {}

    /** The value handed out last, or null where none was, or the account may not read it. */
    public Long last() {
        return position != null && position.called() ? Long.valueOf(position.value()) : null;
    }

    /** The same, where it stands as it was found later. */
    public SequenceState at(SequencePosition found) {
        return new SequenceState(name, increment, min, max, cycle, found, readable, writable, users);
    }

    /** Returns whether its values grow. */
    public boolean ascending() {
        return increment > 0;
    }

    /** Returns whether the value is within its bounds. */
    public boolean takes(long value) {
        return value >= min && value <= max;
    }

    /** The one that the sequence comes to later; null stands for none. */
    public Long farther(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ascending() ? Long.valueOf(Math.max(one, other)) : Long.valueOf(Math.min(one, other));
    }
}
