package dev.datamigration.database.log;

/** Says what the log says of the row before an UPDATE or DELETE. */
public sealed interface OldRow {

    /** About how much memory it takes, in bytes. */
    default long memory() {
        return 0;
    }

    /** Nothing, because the columns of the replica identity did not change. */
    record Absent() implements OldRow {}

    /** The columns of the replica identity; all others are NULL whatever they were. */
    record Key(Tuple values) implements OldRow {
        @Override
        public long memory() {
            return values.memory();
        }
    }

    /** The whole row, none of it unchanged: the table's replica identity is FULL. */
    record Full(Tuple row) implements OldRow {
        @Override
        public long memory() {
            return row.memory();
        }
    }
}
