package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One statement that does the same to every selected table of the source that a condition holds for, however many there are. Run
 * again it does nothing more.
 */
public final class EveryTable {
    /** The characters to which PostgreSQL's regular expressions give a meaning. */
    private static final String SPECIAL = "\\.[]{}()+^$|";

    private final ObjectSelection selection;

    public EveryTable(ObjectSelection selection) {
        this.selection = selection;
    }

    /**
     * The statement.
     *
     * @param condition on c, the row of pg_class of a table that holds rows, and n, that of its schema in pg_namespace
     * @param action with %s in the place of the table's name
     */
    public String where(String condition, String action) {
        var body = ("DECLARE t record; BEGIN FOR t IN SELECT pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS name"
                        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$|datamigration$)' AND %s AND %s"
                        + " LOOP EXECUTE pg_catalog.replace(%s, '%%s', t.name); END LOOP; END")
                .formatted(selected(), condition, Sql.literal(action).strip());
        var quote = "$all$";
        while (body.contains(quote)) {
            quote = "$all" + quote.length() + "$";
        }
        return "DO " + quote + body + quote + ";";
    }

    /** A partition is selected with its outermost table, too; what is excluded never is. */
    private String selected() {
        var own = "n.nspname || '.' || c.relname";
        var root = "(SELECT rn.nspname || '.' || r.relname FROM pg_catalog.pg_class r"
                + " JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace WHERE r.oid = pg_catalog.pg_partition_root(c.oid))";
        return "(" + matches(own) + (mentionsRoots() ? " OR c.relispartition AND " + matches(root) : "") + ")";
    }

    /** Where everything is meant, it is not asked for. */
    private boolean mentionsRoots() {
        return !selection.include().contains("*");
    }

    private String matches(String name) {
        var included = "(" + name + ") ~ " + expression(selection.include());
        return selection.exclude().isEmpty()
                ? included
                : "(" + included + " AND (" + name + ") !~ " + expression(selection.exclude()) + ")";
    }

    private static String expression(Collection<String> patterns) {
        return Sql.literal(patterns.stream().map(EveryTable::expression).collect(Collectors.joining("|", "^(", ")$")))
                .strip();
    }

    private static String expression(String pattern) {
        return pattern.codePoints()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> (SPECIAL.indexOf(character) < 0 ? "" : "\\") + Character.toString(character);
                })
                .collect(Collectors.joining());
    }
}
