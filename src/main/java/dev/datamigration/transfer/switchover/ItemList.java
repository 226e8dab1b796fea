package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.failure.Cut;
import java.util.Comparator;
import java.util.List;

/** Items as they are told: what needs a person comes first, otherwise as it was found, and no text is too long. */
final class ItemList {
    static final int LONGEST_MESSAGE = 1000;
    static final int LONGEST_SQL = 2000;

    private static final String SQL_CUT =
            "\n-- … cut here; statements of the schema are whole in datamigration.schema_object on the target";

    private static final List<SwitchoverItemStatus> WORST_FIRST = List.of(
            SwitchoverItemStatus.Failed,
            SwitchoverItemStatus.Manual,
            SwitchoverItemStatus.Done,
            SwitchoverItemStatus.Passed);

    private ItemList() {}

    static List<SwitchoverItem> of(List<SwitchoverItem> items) {
        return items.stream()
                .sorted(Comparator.comparingInt(item -> WORST_FIRST.indexOf(item.status())))
                .map(ItemList::bounded)
                .toList();
    }

    private static SwitchoverItem bounded(SwitchoverItem item) {
        return new SwitchoverItem(
                item.name(), item.side(), item.status(), Cut.to(LONGEST_MESSAGE, item.message()), cut(item.sql()));
    }

    private static String cut(String sql) {
        return sql == null || sql.length() <= LONGEST_SQL ? sql : sql.substring(0, LONGEST_SQL) + SQL_CUT;
    }
}
