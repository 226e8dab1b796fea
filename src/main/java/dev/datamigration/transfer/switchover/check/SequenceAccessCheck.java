package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.switchover.object.SequencePairs;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.ArrayList;
import java.util.List;

/** Checks whether sequences can be read on the side that is left and set on the other one. */
public final class SequenceAccessCheck implements SwitchoverCheck {
    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var items = new ArrayList<SwitchoverItem>();
        var pairs = SequencePairs.read(sides);
        for (var pair : pairs) {
            if (!pair.isComplete()) {
                continue; // ProcessDatabaseObjects lists it
            }
            var old = pair.on(sides.oldSideName());
            if (!old.readable()) {
                items.add(SwitchoverItems.failed(
                        "SequencesReadable",
                        sides.oldSideName(),
                        "The account may not read the sequence %s on the %s."
                                .formatted(old.name(), sides.oldSideName().word()),
                        sides.oldSide().support().nextValues().lettingRead(old.name())));
            }
            var other = pair.on(sides.newSideName());
            if (!other.writable()) {
                items.add(SwitchoverItems.failed(
                        "SequencesWritable",
                        sides.newSideName(),
                        "The account may not set the sequence %s on the %s."
                                .formatted(other.name(), sides.newSideName().word()),
                        sides.newSide().support().nextValues().lettingSet(other.name())));
            }
        }
        return items.isEmpty()
                ? List.of(SwitchoverItems.passed(
                        "Sequences",
                        sides.newSideName(),
                        Quantity.of(pairs.size(), "sequence") + " can be read and set."))
                : items;
    }
}
