package dev.datamigration.faults.journal;

/** What a committed statement did to one row, or to all rows of a table. */
sealed interface Effect {
    String table();

    /** @param row every column as text, as {@link Table#read} gives it */
    record Put(String table, String key, String row) implements Effect {}

    record Remove(String table, String key) implements Effect {}

    record Truncate(String table) implements Effect {}

    /** Rows 1 to {@code last} of the wide transaction's table, each of that generation. */
    record Bulk(String table, long last, int generation) implements Effect {}
}
