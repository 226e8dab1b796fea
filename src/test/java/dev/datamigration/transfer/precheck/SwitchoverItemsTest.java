package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchoverItemsTest {
    @Test
    void worstFirst() {
        var items = new PrecheckItems(List.of("S"));
        items.add(item("P", PrecheckItemStatus.Passed, false));
        items.add(item("S", PrecheckItemStatus.Failed, true));
        items.add(item("W", PrecheckItemStatus.Warning, false));
        items.add(item("F", PrecheckItemStatus.Failed, false));
        assertThat(items.status(null).items()).extracting(PrecheckItem::name).containsExactly("F", "W", "S", "P");
        assertThat(items.status(null).items().get(2).status()).isEqualTo(PrecheckItemStatus.Skipped);
    }

    @Test
    void onlySkippableItemsAreSkipped() {
        var items = new PrecheckItems(List.of("F"));
        items.add(item("F", PrecheckItemStatus.Failed, false));
        assertThat(Precheck.passed(items.status(null))).isFalse();
    }

    @Test
    void skippingWhatCannotBeSkippedFails() {
        var item = SkipRule.item(List.of("WalLevel", "UnloggedTables", "Typo"), Checks.ALL)
                .orElseThrow();
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(item.message()).endsWith(": WalLevel, Typo.");
        assertThat(item.remedy()).contains("UnloggedTables");
        assertThat(SkipRule.item(List.of("UnloggedTables"), Checks.ALL)).isEmpty();
    }

    @Test
    void namesAreUniqueBySide() {
        assertThat(Checks.ALL).extracting(check -> check.name() + check.side()).doesNotHaveDuplicates();
        assertThat(Checks.ALL).extracting(PrecheckCheck::asks).noneMatch(sides -> sides.isEmpty());
    }

    private static PrecheckItem item(String name, PrecheckItemStatus status, boolean skippable) {
        return new PrecheckItem(name, Side.Source, status, "found", "remedy", skippable);
    }
}
