package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.table.TableName;

/** Statements of sequences. */
public final class SequenceStatements {
    private SequenceStatements() {}

    public static String create(SequenceDefinition sequence, TableName target, int targetVersion) {
        return "CREATE %sSEQUENCE %s AS %s %s"
                .formatted(
                        sequence.unlogged() && targetVersion >= 15 ? "UNLOGGED " : "",
                        Sql.quoted(target),
                        sequence.type(),
                        parameters(sequence));
    }

    static String parameters(SequenceDefinition sequence) {
        return "START WITH %d INCREMENT BY %d MINVALUE %d MAXVALUE %d CACHE %d %s"
                .formatted(
                        sequence.start(),
                        sequence.increment(),
                        sequence.min(),
                        sequence.max(),
                        sequence.cache(),
                        sequence.cycle() ? "CYCLE" : "NO CYCLE");
    }

    /** Of one that would be as lasting as its table. */
    public static String persistence(TableName target, boolean unlogged) {
        return "ALTER SEQUENCE %s SET %s".formatted(Sql.quoted(target), unlogged ? "UNLOGGED" : "LOGGED");
    }

    public static String own(TableName target, TableName ownerTable, String ownerColumn) {
        return "ALTER SEQUENCE %s OWNED BY %s.%s"
                .formatted(Sql.quoted(target), Sql.quoted(ownerTable), Sql.identifier(ownerColumn));
    }

    public static String setValue(TableName target, SequencePosition position) {
        return "SELECT pg_catalog.setval(%s::pg_catalog.regclass, %d%s)"
                .formatted(Sql.literal(Sql.quoted(target)), position.value(), position.called() ? "" : ", false");
    }
}
