package dev.datamigration.database.postgres.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.KeySplitter;
import dev.datamigration.database.load.LoadSource;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TableKey;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables of PostgreSQL that are read. */
public record PostgresLoadSource(PostgresServer server) implements LoadSource {

    @Override
    public Map<TableName, TableKey> keys(Connection source, Collection<DataTable> tables) throws SQLException {
        var operators = KeyOperators.schemas(source, tables);
        return tables.stream()
                .filter(DataTable::keySorted)
                .collect(Collectors.toMap(
                        DataTable::name,
                        table -> PostgresTableKey.of(table, operators.getOrDefault(table.oid(), List.of()))));
    }

    @Override
    public Map<TableName, Long> files(Connection source, Collection<DataTable> tables) throws SQLException {
        return TableFiles.read(source, tables);
    }

    @Override
    public KeySplitter splitter(RunScope scope) {
        return KeysetSplitter.open(server, scope);
    }

    @Override
    public FailureException keyNotLogged(LoadTable table) {
        return new FailureException(new Failure(
                FailureCode.SourceSchemaChanged,
                server.side(),
                "The log does not tell the key %s of rows of %s that changed on the source while it was loaded."
                        .formatted(table.key().columns(), table.name()),
                "Run ALTER TABLE %s REPLICA IDENTITY DEFAULT (or FULL) on the source, end this task and start a new one"
                                .formatted(Sql.quoted(table.name()))
                        + " with empty tables on the target."));
    }
}
