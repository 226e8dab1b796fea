package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Says how SQL means the rows of a table and no others: of an ordinary table not those of tables that inherit from it, of a
 * partitioned one those of all its partitions.
 *
 * @param inPartitions whether the table is a partitioned one
 */
public record TableExtent(TableName name, boolean inPartitions) {
    private static final char BETWEEN = '@';

    /** The rows of a table, by its name on the server that it was read from. */
    public static TableExtent of(DataTable table) {
        return new TableExtent(table.name(), table.inPartitions());
    }

    /** The table, for {@code FROM}, {@code UPDATE}, {@code TRUNCATE} and {@code LOCK TABLE}. */
    public String sql() {
        return (inPartitions ? "" : "ONLY ") + Sql.quoted(name);
    }

    /** Returns where a row of the table {@code t} lies, as text: two partitions may have the same ctid. */
    public String place() {
        return inPartitions ? "t.ctid::text || '" + BETWEEN + "' || t.tableoid::text" : "t.ctid::text";
    }

    /** The condition that a row of the table {@code t} lies at one of these places. */
    public String at(Collection<String> places) {
        var ctids =
                "t.ctid = ANY (" + array(places.stream().map(TableExtent::ctid).toList(), "tid") + ")";
        return inPartitions ? ctids + " AND " + place() + " = ANY (" + array(places, "text") + ")" : ctids;
    }

    /**
     * A statement that alters the table, or each of its partitions that hold rows.
     *
     * @param action as in {@code ALTER TABLE}
     */
    public String alter(String action) {
        if (!inPartitions) {
            return "ALTER TABLE " + Sql.quoted(name) + " " + action + ";";
        }
        var body = "DECLARE p regclass; BEGIN FOR p IN SELECT relid FROM pg_catalog.pg_partition_tree("
                + Sql.literal(Sql.quoted(name)).strip() + ") WHERE isleaf LOOP EXECUTE 'ALTER TABLE ' || p || "
                + Sql.literal(" " + action).strip() + "; END LOOP; END";
        return "DO " + Sql.literal(body).strip() + ";";
    }

    private static String ctid(String place) {
        var end = place.indexOf(BETWEEN);
        return end < 0 ? place : place.substring(0, end);
    }

    private static String array(Collection<String> texts, String type) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }
}
