package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.compare.EqualityOperators;
import dev.datamigration.database.postgres.compare.HashFacts;
import dev.datamigration.database.postgres.compare.HashedTable;
import dev.datamigration.database.postgres.compare.RowDigest;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.transfer.verify.result.Session;
import java.util.List;

/**
 * Says how tables are hashed, the same for every worker.
 *
 * @param source for questions to the catalog, as is target
 * @param digest how rows are hashed on both sides
 */
public record HashedTables(Session source, Session target, RowDigest digest) {

    public static HashedTables of(Session source, Session target) {
        return new HashedTables(source, target, RowDigest.of(source.ask(HashFacts::read), target.ask(HashFacts::read)));
    }

    public HashedPair pair(TablePair pair) {
        return new HashedPair(side(source, pair.source(), pair.source()), side(target, pair.source(), pair.target()));
    }

    /** Without the key, which only tells single rows. */
    public HashedPair whole(TablePair pair) {
        return new HashedPair(whole(pair.source(), pair.source()), whole(pair.source(), pair.target()));
    }

    private HashedTable whole(DataTable onSource, DataTable side) {
        return new HashedTable(
                TableExtent.of(side), columns(onSource.copiedColumnNames(), side), List.of(), List.of(), digest);
    }

    /** The source's columns and key, as one side has them. */
    private HashedTable side(Session session, DataTable onSource, DataTable side) {
        var columns = columns(onSource.copiedColumnNames(), side);
        var key = columns(onSource.key(), side);
        var operators = session.ask(connection -> EqualityOperators.read(connection, key));
        return new HashedTable(TableExtent.of(side), columns, key, operators, digest);
    }

    private static List<Column> columns(List<String> names, DataTable table) {
        return names.stream().map(table::column).toList();
    }
}
