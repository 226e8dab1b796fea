package dev.datamigration.database.selection;

import dev.datamigration.database.table.TableName;

/** One side's view of a selection. */
interface Names {
    boolean includes(TableName name);

    /** Returns what a table of this side is called on the other one. */
    TableName counterpart(TableName name);

    String counterpartSchema(String schema);

    static boolean isSystemSchema(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema") || schema.equals("datamigration");
    }
}
