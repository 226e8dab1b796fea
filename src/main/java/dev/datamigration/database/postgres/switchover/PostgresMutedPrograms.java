package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.schema.FiringTrigger;
import dev.datamigration.database.switchover.MutedPrograms;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Triggers and rules that are enabled ALWAYS or for REPLICA. */
final class PostgresMutedPrograms implements MutedPrograms {
    @Override
    public List<Program> find(Connection connection, Collection<DataTable> tables) throws SQLException {
        var oids = tables.stream().flatMap(table -> table.relations().stream()).toList();
        return FiringTrigger.read(connection, oids).stream()
                .map(trigger -> new Program(name(trigger), trigger.muting(), trigger.restoring()))
                .toList();
    }

    private static String name(FiringTrigger trigger) {
        var kind = trigger.kind().charAt(0) + trigger.kind().substring(1).toLowerCase(Locale.ROOT);
        return "%s %s on %s".formatted(kind, trigger.name(), trigger.table());
    }
}
