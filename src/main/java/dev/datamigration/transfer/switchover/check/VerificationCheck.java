package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.ReplicatedTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Checks whether the last verification has compared every table and found it equal, unless a person skipped it. */
public final class VerificationCheck implements SwitchoverCheck {
    private static final String NAME = "Verification";

    private static final Set<TableResult> EQUAL = EnumSet.of(TableResult.Consistent, TableResult.BothEmpty);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

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
        var missing = sides.pairs().stream()
                .map(ReplicatedTable::name)
                .filter(name -> !compared.containsKey(name))
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

    private static List<String> different(Map<TableName, TableVerification> compared) {
        return compared.values().stream()
                .filter(table -> !EQUAL.contains(table.result()))
                .map(table -> "%s (%s)".formatted(table.table(), table.result()))
                .toList();
    }

    /** Large objects that differ hold nothing up: they are copied once the writes have stopped. */
    private static Map<TableName, TableVerification> compared(BothSides sides) {
        var run = sides.switchover().run();
        var store = run.checkpoints(sides.newSideName())
                .comparedTables(run.plan().fullVerification().runNonce());
        var compared = new TreeMap<TableName, TableVerification>();
        sides.newSide().ask(store::results).forEach((table, result) -> compared.put(table, result.found()));
        compared.remove(LargeObjects.TABLE);
        return compared;
    }

    /** The time of the one that was compared longest ago. */
    private static String asOf(Map<TableName, TableVerification> compared) {
        return compared.values().stream()
                .map(TableVerification::comparedAt)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .min(Comparator.naturalOrder())
                .map(time -> " as of %s UTC".formatted(TIME.format(time.atOffset(ZoneOffset.UTC))))
                .orElse("");
    }
}
