package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose parents were given columns after it was made, column by column in their order: those that it only inherits come
 * from a parent that is there for nothing else, since the real ones have others already. A column stays inherited when
 * that one is given up for them; pure.
 */
final class GrownTable {
    private final ColumnClause columns;

    GrownTable(ColumnClause columns) {
        this.columns = columns;
    }

    /**
     * @param target its name on the target
     * @param parents those that are carried, on the target
     */
    List<String> create(TableDefinition table, TableName target, List<TableName> parents) {
        var child = Sql.quoted(target);
        var giver = Sql.quoted(new TableName(target.schema(), "datamigration_parent_of_" + table.oid()));
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE " + giver + " ()");
        statements.add("%s ()\nINHERITS (%s)".formatted(TableStatements.create(table, target), giver));
        for (var column : table.columns()) {
            statements.add("ALTER TABLE %s ADD COLUMN %s"
                    .formatted(Inheritance.isGiven(column) ? giver : child, columns.of(column, false)));
        }
        for (var parent : parents) {
            statements.add("ALTER TABLE %s INHERIT %s".formatted(child, Sql.quoted(parent)));
        }
        statements.add("ALTER TABLE %s NO INHERIT %s".formatted(child, giver));
        statements.add("DROP TABLE " + giver);
        return statements;
    }
}
