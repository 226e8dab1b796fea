package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes generated columns out of what the log says, where the publication had to include them (see {@link
 * Publications}): the other side computes its own. Which they are is asked of the catalog as of now; a column cannot
 * become generated, and one that is so no more is carried as any other.
 */
final class ComputedColumns {
    private static final int PUBLISHED_SINCE = 18;

    private final RunScope scope;
    private final PostgresServer source;
    /** Of relations with generated columns, the positions of the others. */
    private final Map<Integer, int[]> kept = new HashMap<>();

    private ComputedColumns(RunScope scope, PostgresServer source) {
        this.scope = scope;
        this.source = source;
    }

    /** Null where the publication does not include them. */
    static ComputedColumns of(RunScope scope, PostgresServer source, Connection replication, String publication)
            throws SQLException {
        if (replication.getMetaData().getDatabaseMajorVersion() < PUBLISHED_SINCE) {
            return null;
        }
        return SqlStatement.of(
                                replication,
                                "SELECT 1 FROM pg_catalog.pg_publication WHERE pubgencols = 's' AND pubname = "
                                        + Sql.literal(publication))
                        .exists()
                ? new ComputedColumns(scope, source)
                : null;
    }

    LogMessage without(LogMessage message) {
        if (message instanceof Relation relation) {
            return describe(relation);
        }
        if (message instanceof Insert insert) {
            return new Insert(insert.relation(), row(insert.relation(), insert.row()));
        }
        if (message instanceof Update update) {
            return new Update(
                    update.relation(), old(update.relation(), update.old()), row(update.relation(), update.row()));
        }
        if (message instanceof Delete delete) {
            return new Delete(delete.relation(), old(delete.relation(), delete.old()));
        }
        return message instanceof TooWide wide
                ? new TooWide(wide.kind(), wide.relation(), wide.bytes(), row(wide.relation(), wide.row()))
                : message;
    }

    private Relation describe(Relation relation) {
        var computed = SqlWork.call(source, scope, "reading the catalog", () -> computed(relation.id()));
        var columns = relation.columns();
        var others = IntStream.range(0, columns.size())
                .filter(i -> !computed.contains(columns.get(i).name()))
                .toArray();
        if (others.length == columns.size()) {
            kept.remove(relation.id());
            return relation;
        }
        kept.put(relation.id(), others);
        return new Relation(
                relation.id(),
                relation.name(),
                relation.replicaIdentity(),
                IntStream.of(others).mapToObj(columns::get).toList());
    }

    private Set<String> computed(int relation) throws SQLException {
        var connection = source.open(scope, "log-catalog");
        try {
            return Set.copyOf(SqlStatement.of(
                            connection,
                            "SELECT attname FROM pg_catalog.pg_attribute"
                                    + " WHERE attgenerated <> '' AND NOT attisdropped AND attrelid = "
                                    + Integer.toUnsignedString(relation))
                    .list(row -> row.getString(1)));
        } finally {
            scope.close(connection);
        }
    }

    private OldRow old(int relation, OldRow old) {
        if (old instanceof OldRow.Key key) {
            return new OldRow.Key(row(relation, key.values()));
        }
        return old instanceof OldRow.Full full ? new OldRow.Full(row(relation, full.row())) : old;
    }

    private Tuple row(int relation, Tuple row) {
        var positions = kept.get(relation);
        return positions == null ? row : row.of(positions);
    }
}
