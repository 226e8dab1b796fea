package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.postgres.schema.definition.SequencePosition;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A sequence as it stands.
 *
 * @param position where it stands, or null where the account may not read it
 * @param users columns that take their values from it
 */
public record SequenceState(
        long oid,
        TableName name,
        long increment,
        long min,
        long max,
        boolean cycle,
        SequencePosition position,
        boolean readable,
        boolean writable,
        List<User> users) {

    /** @param whole whether its type holds whole numbers, so that the farthest value can be asked for */
    record User(TableName table, String column, boolean whole) {}

    /** The value handed out last, or null where none was, or the account may not read it. */
    Long last() {
        return position != null && position.called() ? Long.valueOf(position.value()) : null;
    }

    SequenceState at(SequencePosition found) {
        return new SequenceState(oid, name, increment, min, max, cycle, found, readable, writable, users);
    }

    boolean ascending() {
        return increment > 0;
    }

    boolean takes(long value) {
        return value >= min && value <= max;
    }

    /** The one that the sequence comes to later; null stands for none. */
    Long farther(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ascending() ? Long.valueOf(Math.max(one, other)) : Long.valueOf(Math.min(one, other));
    }
}
