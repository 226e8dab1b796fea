package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.compare.ComparisonSession.Question;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.compare.hash.HashFacts;
import dev.datamigration.database.postgres.compare.hash.HashedColumn;
import dev.datamigration.database.postgres.compare.hash.RowDigest;
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
        return new Both<>(side(source, table.source(), table), side(target, table.target(), table));
    }

    @Override
    public ComparedTables over(ComparisonSession otherSource, ComparisonSession otherTarget) {
        return new HashedTables(otherSource, otherTarget, digest);
    }

    @Override
    public Both<Question<List<Aggregate>>> whole(List<Both<DataTable>> tables) {
        var onSource =
                tables.stream().map(table -> whole(table.source(), table)).toList();
        var onTarget =
                tables.stream().map(table -> whole(table.target(), table)).toList();
        return new Both<>(
                connection -> WholeTables.aggregates(connection, onSource),
                connection -> WholeTables.aggregates(connection, onTarget));
    }

    /** Without the key, which only tells single rows. */
    private HashedTable whole(DataTable side, Both<DataTable> pair) {
        var columns = columns(pair.source().copiedColumnNames(), side, pair);
        return new HashedTable(TableExtent.of(side), side.rows(), columns, List.of(), List.of(), digest);
    }

    /** The source's columns and key, as one side has them. */
    private HashedTable side(ComparisonSession session, DataTable side, Both<DataTable> pair) {
        var columns = columns(pair.source().copiedColumnNames(), side, pair);
        var key = columns(pair.source().key(), side, pair);
        var keyColumns = key.stream().map(HashedColumn::column).toList();
        var operators = session.ask(connection -> EqualityOperators.read(connection, keyColumns));
        return new HashedTable(TableExtent.of(side), side.rows(), columns, key, operators, digest);
    }

    private List<HashedColumn> columns(List<String> names, DataTable side, Both<DataTable> pair) {
        var other = side == pair.source() ? pair.target() : pair.source();
        return names.stream()
                .map(name -> HashedColumn.of(side.column(name), other.column(name), digest))
                .toList();
    }
}
