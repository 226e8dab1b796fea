package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Foreign keys on the application's new side that are not known to hold for all rows yet. */
final class UncheckedForeignKeys implements PostSwitchoverActions {
    private static final String UNCHECKED = """
            SELECT n.nspname, c.relname, k.conname
              FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE k.contype = 'f' AND NOT k.convalidated AND c.oid = ANY (?)
             ORDER BY 1, 2, 3
            """;

    @Override
    public String what() {
        return "foreign keys";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var side = sides.newSideName();
        var oids = sides.completePairs().stream()
                .flatMap(pair -> pair.on(side).relations().stream())
                .toList();
        return sides.newSide()
                .list(
                        UNCHECKED,
                        row -> validated(new TableName(row.getString(1), row.getString(2)), row.getString(3), sides),
                        oids);
    }

    private static PostSwitchoverAction validated(TableName table, String name, BothSides sides) {
        return PostSwitchoverAction.statement(
                "Foreign key %s on %s".formatted(name, table),
                sides.newSideName(),
                "It is NOT VALID and gets checked against all rows; new rows obey it either way.",
                "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(Sql.quoted(table), Sql.identifier(name)));
    }
}
