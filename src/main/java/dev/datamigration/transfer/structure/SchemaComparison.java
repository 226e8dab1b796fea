package dev.datamigration.transfer.structure;

import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.structure.Difference;
import dev.datamigration.database.structure.StructureLook;
import dev.datamigration.database.structure.StructurePair;
import dev.datamigration.failure.Cut;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * Compares the structure of the spec's source with that of its target, both as they are now, and tells what was changed on
 * the source since the task began to migrate it from what was made differently.
 */
public final class SchemaComparison {
    private static final int MOST_LISTED = 20;
    private static final int LONGEST_SQL = 2_000;

    private final RunScope scope;
    private final StructurePair structures;
    private final String script;

    public SchemaComparison(Run run) {
        var forward = run.directed(Direction.Forward);
        this.scope = run.scope();
        this.structures = forward.pairing().structures(scope, run.plan());
        this.script = forward.checkpoints().schemaDifferences().query();
    }

    /** Remembers the source's structure as it is now, unless an earlier one is remembered. */
    public void begin() {
        structures.remember();
    }

    /** Copies what users have written into tables of extensions, once the target has the extensions. */
    public void copyExtensionRows() {
        structures.copyExtensionRows();
    }

    /** Compares, and keeps the differences on the target. */
    public SchemaComparisonStatus compare() {
        try (var look = structures.look()) {
            return compare(look);
        }
    }

    SchemaComparisonStatus compare(StructureLook look) {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var compared = look.compare();
        var found = compared.differences();
        var changed = (int) found.stream().filter(Difference::changed).count();
        return new SchemaComparisonStatus(
                at.toString(),
                compared.parts(),
                changed,
                found.size() - changed,
                found.stream()
                        .sorted(Comparator.comparing(difference -> !difference.changed()))
                        .limit(MOST_LISTED)
                        .map(SchemaComparison::status)
                        .toList(),
                found.isEmpty() ? null : script);
    }

    private static SchemaDifferenceStatus status(Difference found) {
        return new SchemaDifferenceStatus(
                found.kind(), found.name(), found.changed(), found.message(), Cut.to(LONGEST_SQL, found.sql()));
    }

    /** The differences that came by changes on the source; keeps all on the target. */
    public List<Difference> changes(Connection source, Connection target) throws SQLException {
        return structures.compare(source, target).differences().stream()
                .filter(Difference::changed)
                .toList();
    }

    /** The query that prints the whole DDL which closes what was found. */
    public String script() {
        return "On the target: " + script;
    }

    StructureLook lookWithoutWaiting() {
        return structures.lookWithoutWaiting();
    }

    RunScope scope() {
        return scope;
    }
}
