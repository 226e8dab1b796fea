package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.database.precheck.PrecheckCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecheckItemsTest {
    @Test
    void worstFirst() {
        var items = new PrecheckItems(List.of("S"));
        items.add(item("P", PrecheckItemStatus.Passed, false));
        items.add(item("S", PrecheckItemStatus.Failed, true));
        items.add(item("W", PrecheckItemStatus.Warning, false));
        items.add(item("F", PrecheckItemStatus.Failed, false));
        assertThat(items.status(null, null).items())
                .extracting(PrecheckItem::name)
                .containsExactly("F", "W", "S", "P");
        assertThat(items.status(null, null).items().get(2).status()).isEqualTo(PrecheckItemStatus.Skipped);
    }

    @Test
    void onlySkippableItemsAreSkipped() {
        var items = new PrecheckItems(List.of("F"));
        items.add(item("F", PrecheckItemStatus.Failed, false));
        assertThat(Precheck.passed(items.status(null, null))).isFalse();
    }

    @Test
    void skippingWhatCannotBeSkippedFails() {
        var checks = List.<PrecheckCheck>of(new NamedCheck("WalLevel", false), new NamedCheck("UnloggedTables", true));
        var item = SkipRule.item(List.of("WalLevel", "UnloggedTables", "Typo"), checks)
                .orElseThrow();
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(item.message()).endsWith(": WalLevel, Typo.");
        assertThat(item.remedy()).contains("UnloggedTables");
        assertThat(SkipRule.item(List.of("UnloggedTables"), checks)).isEmpty();
    }

    private record NamedCheck(String name, boolean skippable) implements PrecheckCheck {
        @Override
        public Side side() {
            return Side.Source;
        }
    }

    private static PrecheckItem item(String name, PrecheckItemStatus status, boolean skippable) {
        return new PrecheckItem(name, Side.Source, status, "found", "remedy", skippable);
    }
}
