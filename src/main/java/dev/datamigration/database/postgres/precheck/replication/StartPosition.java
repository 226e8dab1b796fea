package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.replication.start.GivenPublication;
import dev.datamigration.database.postgres.replication.start.GivenSlot;
import dev.datamigration.database.postgres.replication.start.Refusal;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Proves that the log is whole from where a task begins that loads no rows. */
public record StartPosition() implements SourceCheck {
    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.startFrom().isPresent();
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var from = databases.plan().startFrom().orElseThrow();
        if (from.slot() == null) {
            return Finding.passed(
                    "Changes are applied from when the synchronisation begins on: the target must have all that is committed"
                            + " until then, which a verification tells.");
        }
        return databases
                .source()
                .ask(connection -> refusal(databases, from, connection))
                .map(refusal -> Finding.failed(refusal.message(), refusal.remedy()))
                .orElseGet(() -> Finding.passed(
                        "The replication slot %s and the publication %s have the log from %s on. The task copies the slot; drop yours once the task synchronises, since it goes on keeping log."
                                .formatted(
                                        from.slot(),
                                        from.publication(),
                                        from.position() == null ? "before " + from.time() : from.position())));
    }

    private static Optional<Refusal> refusal(CheckedDatabases databases, StartFrom from, Connection connection)
            throws SQLException {
        var slot = GivenSlot.read(connection, from.slot());
        if (slot.isEmpty()) {
            return Optional.of(GivenSlot.missing(from));
        }
        var refusal = slot.get().refusal(from);
        return refusal.isPresent()
                ? refusal
                : new GivenPublication(connection, from, slot.get())
                        .refusal(databases.sourceTables().stream()
                                .filter(table -> !table.unlogged())
                                .toList());
    }
}
