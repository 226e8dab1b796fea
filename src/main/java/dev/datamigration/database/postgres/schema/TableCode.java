package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.reader.Rows;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * A function that runs with the rights of whoever writes to a table or reads it by key, and that somebody who is no
 * superuser can make do what he wants: because he owns it, or because his expression calls one that runs any SQL.
 *
 * @param relation the table, or the materialised view that is filled
 * @param function schema, name and arguments
 * @param owner who decides what it does
 */
public record TableCode(long oid, TableName relation, String function, String owner) {

    /** Says what a session does with the relations. */
    public enum Use {
        /** Inserts, updates and deletes rows as a replica; fills materialised views. */
        Writing(TableCodeSql.WRITTEN),
        /** Makes them, and so owns them, and writes. */
        Owning(TableCodeSql.OWNED),
        /** Turns texts into values of the keys' types. */
        ReadingByKey(TableCodeSql.READ_BY_KEY);

        private final String roots;

        Use(String roots) {
            this.roots = roots;
        }
    }

    /** By relation and function; one function once for each relation. */
    public static List<TableCode> read(Connection connection, Collection<Long> relations, Use use) throws SQLException {
        return Rows.read(
                connection,
                TableCodeSql.CODE.formatted(use.roots),
                relations,
                row -> new TableCode(
                        row.getLong("oid"),
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        row.getString("function"),
                        row.getString("owner")));
    }
}
