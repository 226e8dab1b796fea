package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.compare.TableComparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final TableComparison SAME =
            new TableComparison(new TableName("shop", "orders"), true, 1000, 0, 0, List.of());
    private static final TableComparison DIFFERENT =
            new TableComparison(new TableName("shop", "carts"), true, 7, 1, 2, List.of("source: (1)"));

    @Test
    void showsRowsAndDifferences() {
        var table = new ResultTable(List.of(SAME, DIFFERENT));
        assertThat(table.rows()).isEqualTo(1008);
        assertThat(table.lines())
                .anyMatch(line -> line.matches(" +shop.orders +1,000 +1,000 +0"))
                .anyMatch(line -> line.matches(" +shop.carts +8 +7 +2"))
                .anyMatch(line -> line.contains("shop.carts source: (1)"));
    }

    @Test
    void oneDifferenceSpoilsAll() {
        assertThat(new ResultTable(List.of(SAME)).allSame()).isTrue();
        assertThat(new ResultTable(List.of(SAME, DIFFERENT)).allSame()).isFalse();
    }

    @Test
    void oneBrokenPromiseSpoilsAll() {
        var expectations = new Expectations();
        expectations.expect(true, "equal");
        assertThat(expectations.allMet()).isTrue();
        expectations.expect(false, "fast");
        expectations.expect(true, "clean");
        assertThat(expectations.allMet()).isFalse();
        assertThat(expectations.lines()).containsExactly("  yes  equal", "  NO   fast", "  yes  clean");
    }
}
