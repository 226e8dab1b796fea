package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemListTest {
    @Test
    void whatNeedsAPersonComesFirst() {
        assertThat(ItemList.of(List.of(
                        SwitchoverItems.passed("a", Side.Source, ""),
                        SwitchoverItems.manual("b", Side.Source, "", null),
                        SwitchoverItems.passed("c", Side.Source, ""),
                        SwitchoverItems.failed("d", Side.Source, "", null),
                        SwitchoverItems.done("e", Side.Source, "", null))))
                .extracting(SwitchoverItem::name)
                .containsExactly("d", "b", "e", "a", "c");
    }

    @Test
    void longTextsAreCutAndSaySo() {
        var item = ItemList.of(List.of(SwitchoverItems.failed("a", Side.Source, "m".repeat(5000), "s".repeat(5000))))
                .get(0);
        assertThat(item.message()).hasSize(ItemList.LONGEST_MESSAGE);
        assertThat(item.sql()).contains("cut here").hasSizeLessThan(ItemList.LONGEST_SQL + 120);
    }
}
