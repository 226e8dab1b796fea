package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.IndexDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;

/** Statements of indexes that no constraint brings. */
public final class IndexStatements {
    private final TargetObjectNames names;

    public IndexStatements(TargetObjectNames names) {
        this.names = names;
    }

    /** On a partitioned table this takes in equal indexes that its partitions have, and builds those that lack. */
    public String create(IndexDefinition index) {
        return "CREATE %sINDEX %s ON %s %s"
                .formatted(
                        index.unique() ? "UNIQUE " : "",
                        Sql.identifier(target(index).table()),
                        Sql.quoted(table(index)),
                        index.definition());
    }

    /** Returns what the table remembers of an index, of a constraint's too. */
    public List<String> settings(IndexDefinition index) {
        var statements = new ArrayList<String>();
        if (index.clustered()) {
            statements.add("ALTER TABLE %s CLUSTER ON %s"
                    .formatted(
                            Sql.quoted(table(index)),
                            Sql.identifier(target(index).table())));
        }
        if (index.replicaIdentity()) {
            statements.add("ALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %s"
                    .formatted(
                            Sql.quoted(table(index)),
                            Sql.identifier(target(index).table())));
        }
        for (var statistics : index.statistics()) {
            statements.add("ALTER INDEX %s ALTER COLUMN %s".formatted(Sql.quoted(target(index)), statistics));
        }
        return statements;
    }

    /** Returns whether the table has the index, as one boolean. */
    public String exists(IndexDefinition index) {
        return "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(%s)"
                        .formatted(Sql.literal(Sql.quoted(target(index))))
                + " AND indrelid = pg_catalog.to_regclass(%s))".formatted(Sql.literal(Sql.quoted(table(index))));
    }

    private TableName target(IndexDefinition index) {
        return names.relation(index.oid());
    }

    private TableName table(IndexDefinition index) {
        return names.relation(index.table());
    }
}
