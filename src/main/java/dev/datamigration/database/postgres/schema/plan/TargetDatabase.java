package dev.datamigration.database.postgres.schema.plan;

import dev.datamigration.database.postgres.schema.PublicSchema;
import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.schema.reader.DatabaseSettings;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is set on the target database already, and what may be.
 *
 * @param everybodys parameters that any session may set for itself; what only a superuser may set is not taken over from
 *     another server
 */
public record TargetDatabase(
        String name, List<DatabaseSetting> settings, Set<String> everybodys, PublicSchema publicSchema) {
    private static final String EVERYBODYS = "SELECT name FROM pg_catalog.pg_settings WHERE context = 'user'";

    public TargetDatabase {
        settings = List.copyOf(settings);
    }

    static TargetDatabase read(Connection connection) throws SQLException {
        return new TargetDatabase(
                connection.getCatalog(),
                DatabaseSettings.read(connection),
                Set.copyOf(SqlStatement.of(connection, EVERYBODYS).list(row -> row.getString(1))),
                PublicSchema.read(connection));
    }

    /** The one of the same parameter for the same sessions. */
    public Optional<DatabaseSetting> like(DatabaseSetting setting) {
        return settings.stream().filter(setting::isOfSamePlace).findFirst();
    }
}
