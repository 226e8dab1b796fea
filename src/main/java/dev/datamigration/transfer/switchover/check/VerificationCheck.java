package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Listing;
import dev.datamigration.transfer.switchover.round.ReplicatedTable;
import dev.datamigration.transfer.switchover.round.SwitchoverItems;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Checks whether the last verification has compared every table and found it equal, unless a person skipped it. */
public final class VerificationCheck implements SwitchoverCheck {
    private static final String NAME = "Verification";

    private static final String COMPARED = """
            SELECT source_schema, source_table, result, result IN ('Consistent', 'BothEmpty'),
              date_trunc('second', compared_at AT TIME ZONE 'UTC')::text
              FROM datamigration.compared_table WHERE task_id = ? AND run_nonce = ? ORDER BY 1, 2
            """;

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var plan = sides.switchover().run().plan();
        if (!plan.has(MigrationType.FullVerification)) {
            return List.of(SwitchoverItems.passed(NAME, sides.newSideName(), "The task does not verify."));
        }
        if (plan.fullVerification().skip()) {
            return List.of(SwitchoverItems.passed(NAME, sides.newSideName(), "Verification was skipped on purpose."));
        }
        return List.of(sides.switchover().round() == 1 ? first(sides) : later(sides));
    }

    private static SwitchoverItem first(BothSides sides) {
        var compared = compared(sides);
        var different = different(compared);
        if (!different.isEmpty()) {
            return SwitchoverItems.failed(
                    NAME,
                    Side.Target,
                    "Tables differ or could not be compared: %s. Leave the switchover (set spec.forwardSwitchover.entered to false), look at status.verification, run the correction SQL, raise spec.fullVerification.runNonce to compare again, and enter again once they are equal."
                            .formatted(Listing.of(different)),
                    null);
        }
        var done = compared.stream().map(Compared::table).collect(Collectors.toSet());
        var missing = sides.pairs().stream()
                .map(ReplicatedTable::name)
                .filter(name -> !done.contains(name))
                .map(TableName::toString)
                .toList();
        return missing.isEmpty()
                ? SwitchoverItems.passed(
                        NAME,
                        Side.Target,
                        Quantity.of(
                                        compared.size(),
                                        "1 table was compared and was equal",
                                        "%d tables were compared and were equal")
                                + asOf(compared) + ".")
                : SwitchoverItems.failed(
                        NAME,
                        Side.Target,
                        "Tables were not compared yet: %s. Leave the switchover (set spec.forwardSwitchover.entered to false), raise spec.fullVerification.runNonce to compare again (for partitions made since the last time), and enter again once they are equal; or set spec.fullVerification.skip to true and retry."
                                .formatted(Listing.of(missing)),
                        null);
    }

    /** Rows have been carried by the log alone since; a verification of this direction counts if there was one. */
    private static SwitchoverItem later(BothSides sides) {
        var different = different(compared(sides));
        return different.isEmpty()
                ? SwitchoverItems.passed(
                        NAME, sides.newSideName(), "No verification of this direction found a difference.")
                : SwitchoverItems.failed(
                        NAME,
                        sides.newSideName(),
                        "Tables differ: %s. Leave this round (set spec.forwardSwitchover.round to %d), run the correction SQL that the verification's status names, raise spec.fullVerification.runNonce to compare again, and ask for the round again once they are equal."
                                .formatted(
                                        Listing.of(different),
                                        sides.switchover().round() - 1),
                        null);
    }

    private static List<String> different(List<Compared> compared) {
        return compared.stream()
                .filter(table -> !table.equal)
                .map(table -> "%s (%s)".formatted(table.table, table.result))
                .toList();
    }

    /** Large objects that differ hold nothing up: they are copied once the writes have stopped. */
    private static List<Compared> compared(BothSides sides) {
        var switchover = sides.switchover();
        return sides
                .newSide()
                .list(
                        COMPARED,
                        row -> new Compared(
                                new TableName(row.getString(1), row.getString(2)),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getString(5)),
                        switchover.taskId(),
                        switchover.run().plan().fullVerification().runNonce())
                .stream()
                .filter(found -> !found.table().equals(LargeObjects.TABLE))
                .toList();
    }

    /** The time of the one that was compared longest ago. */
    private static String asOf(List<Compared> compared) {
        return compared.stream()
                .map(Compared::at)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(" as of %s UTC"::formatted)
                .orElse("");
    }

    private record Compared(TableName table, String result, boolean equal, String at) {}
}
