package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/**
 * Puts into words what is said of the structure of both databases: whether what was changed on the source while the task runs is on the
 * target, and whether the rest was made alike.
 */
final class SchemaConditions {
    private static final int NAMED = 3;

    private SchemaConditions() {}

    static void add(StatusDraft draft, ConditionList list) {
        var found = draft.schemaComparison;
        if (found == null) {
            return;
        }
        if (!PhaseConditions.flowsFrom(Side.Source, draft)) {
            list.add("SchemaInStep", false, "SwitchedOver", "the application has left the source");
        } else if (found.changed() == 0) {
            list.add("SchemaInStep", true, "InStep", inStep(found));
        } else {
            list.add("SchemaInStep", false, "SourceChanged", changed(found));
        }
        if (found.different() == 0) {
            list.add(
                    "SchemaVerified",
                    true,
                    "Alike",
                    Quantity.of(parts(found), "1 part is", "%,d parts are")
                            + " alike on both sides, but for what status.schema lists and changes since" + asOf(found));
        } else {
            list.add("SchemaVerified", false, "Different", different(found));
        }
    }

    static String inStep(SchemaComparisonStatus found) {
        return "no change of the source's schema since it was migrated is missing on the target" + asOf(found);
    }

    static String changed(SchemaComparisonStatus found) {
        return Quantity.of(
                        found.changed(), "1 change of the source's schema is", "%,d changes of the source's schema are")
                + " not on the target: " + named(found, true) + "; run the SQL of status.schemaComparison there";
    }

    static String different(SchemaComparisonStatus found) {
        return Quantity.of(found.different(), "1 part of the schema differs", "%,d parts of the schema differ")
                + " for another reason than a change on the source: " + named(found, false)
                + "; see status.schemaComparison";
    }

    /** Returns what is to be added where rows are called equal. */
    static String reservation(StatusDraft draft) {
        var found = draft.schemaComparison;
        return found == null || found.changed() == 0 || !PhaseConditions.flowsFrom(Side.Source, draft)
                ? ""
                : "; the source's schema was changed since, see the condition SchemaInStep";
    }

    private static String named(SchemaComparisonStatus found, boolean changed) {
        var names = found.differences().stream()
                .filter(difference -> Boolean.valueOf(changed).equals(difference.changed()))
                .limit(NAMED)
                .map(SchemaConditions::named)
                .collect(Collectors.joining(", "));
        return names + ((changed ? found.changed() : found.different()) > NAMED ? " …" : "");
    }

    private static String named(SchemaDifferenceStatus difference) {
        return difference.kind() + " " + difference.name();
    }

    private static long parts(SchemaComparisonStatus found) {
        return found.parts() == null ? 0 : found.parts();
    }

    private static String asOf(SchemaComparisonStatus found) {
        return ", as of " + Instant.parse(found.comparedAt()).truncatedTo(ChronoUnit.MINUTES);
    }
}
