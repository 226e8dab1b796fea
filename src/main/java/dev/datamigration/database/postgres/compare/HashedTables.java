package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.compare.ComparisonSession.Question;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.util.List;

/**
 * Says how tables are hashed, the same for every worker.
 *
 * @param source for questions to the catalog, as is target
 * @param digest how rows are hashed on both sides
 */
record HashedTables(ComparisonSession source, ComparisonSession target, RowDigest digest) implements ComparedTables {

    static HashedTables of(ComparisonSession source, ComparisonSession target) {
        return new HashedTables(source, target, RowDigest.of(source.ask(HashFacts::read), target.ask(HashFacts::read)));
    }

    @Override
    public Both<ComparedTable> pair(Both<DataTable> table) {
        return new Both<>(side(source, table.source(), table.source()), side(target, table.source(), table.target()));
    }

    @Override
    public ComparedTables over(ComparisonSession otherSource, ComparisonSession otherTarget) {
        return new HashedTables(otherSource, otherTarget, digest);
    }

    @Override
    public Both<Question<List<Aggregate>>> whole(List<Both<DataTable>> tables) {
        var onSource = tables.stream()
                .map(table -> whole(table.source(), table.source()))
                .toList();
        var onTarget = tables.stream()
                .map(table -> whole(table.source(), table.target()))
                .toList();
        return new Both<>(
                connection -> WholeTables.aggregates(connection, onSource),
                connection -> WholeTables.aggregates(connection, onTarget));
    }

    /** Without the key, which only tells single rows. */
    private HashedTable whole(DataTable onSource, DataTable side) {
        return new HashedTable(
                TableExtent.of(side),
                side.rows(),
                columns(onSource.copiedColumnNames(), side),
                List.of(),
                List.of(),
                digest);
    }

    /** The source's columns and key, as one side has them. */
    private HashedTable side(ComparisonSession session, DataTable onSource, DataTable side) {
        var columns = columns(onSource.copiedColumnNames(), side);
        var key = columns(onSource.key(), side);
        var operators = session.ask(connection -> EqualityOperators.read(connection, key));
        return new HashedTable(TableExtent.of(side), side.rows(), columns, key, operators, digest);
    }

    private static List<Column> columns(List<String> names, DataTable table) {
        return names.stream().map(table::column).toList();
    }
}
