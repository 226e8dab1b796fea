package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.table.TableName;
import java.util.List;

/** A foreign key, as one table refers to another; those of partitions come with their parent's. */
record ForeignKeyReference(String name, TableName from, TableName to) {
    private static final String READ = """
            SELECT k.conname, n.nspname, c.relname, fn.nspname, fc.relname
              FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class fc ON fc.oid = k.confrelid
              JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
             WHERE k.contype = 'f' AND k.conparentid = 0
             ORDER BY 2, 3, 1
            """;

    /** All of a database, by the tables that refer. */
    static List<ForeignKeyReference> all(CheckedDatabase database) {
        return database.list(
                READ,
                row -> new ForeignKeyReference(
                        row.getString(1),
                        new TableName(row.getString(2), row.getString(3)),
                        new TableName(row.getString(4), row.getString(5))));
    }

    /** As a problem names it. */
    String told() {
        return "%s of %s refers to %s".formatted(name, from, to);
    }
}
