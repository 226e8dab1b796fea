package dev.datamigration.transfer.switchover;

import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.api.SwitchoverItemStatus;
import java.util.Comparator;
import java.util.List;

/** What needs a person comes first, otherwise as it was found. */
final class ItemOrder {
    private static final List<SwitchoverItemStatus> WORST_FIRST = List.of(
            SwitchoverItemStatus.Failed,
            SwitchoverItemStatus.Manual,
            SwitchoverItemStatus.Done,
            SwitchoverItemStatus.Passed);

    private ItemOrder() {}

    static List<SwitchoverItem> worstFirst(List<SwitchoverItem> items) {
        return items.stream()
                .sorted(Comparator.comparingInt(item -> WORST_FIRST.indexOf(item.status())))
                .toList();
    }
}
