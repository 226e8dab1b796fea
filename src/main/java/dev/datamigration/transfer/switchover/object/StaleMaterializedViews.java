package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Materialised views that have data on the application's old side: rows moved on since those of the new one were filled. */
final class StaleMaterializedViews implements PostSwitchoverActions {
    private static final String POPULATED = """
            SELECT schemaname, matviewname FROM pg_catalog.pg_matviews WHERE ispopulated
            """;

    /** As they were made: one that reads another one comes after it. */
    private static final String ALL = """
            SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid
            """;

    @Override
    public String what() {
        return "materialised views";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        var filter = new ObjectFilter(sides.switchover().run().plan().objects());
        var selected = views(sides.of(Side.Source), ALL);
        selected.removeIf(view -> !filter.includes(view));
        var populated = views(sides.oldSide(), POPULATED);
        var leavesSource = sides.oldSideName() == Side.Source;
        var stale = selected.stream()
                .filter(view -> populated.contains(leavesSource ? view : filter.targetOf(view)))
                .map(view -> leavesSource ? filter.targetOf(view) : view)
                .collect(Collectors.toSet());
        return views(sides.newSide(), ALL).stream()
                .filter(stale::contains)
                .map(view -> refreshed(view, sides.newSideName()))
                .toList();
    }

    private static Set<TableName> views(CheckedDatabase database, String sql) {
        return new LinkedHashSet<>(database.list(sql, row -> new TableName(row.getString(1), row.getString(2))));
    }

    private static PostSwitchoverAction refreshed(TableName view, Side side) {
        return PostSwitchoverAction.statement(
                "Materialised view " + view,
                side,
                "It is filled anew from the rows as they are now.",
                "REFRESH MATERIALIZED VIEW " + Sql.quoted(view));
    }
}
