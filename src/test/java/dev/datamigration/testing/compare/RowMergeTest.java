package dev.datamigration.testing.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.table.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMergeTest {
    private static RowMerge.Rows rows(String... rows) {
        var rest = List.of(rows).iterator();
        return () -> rest.hasNext() ? rest.next().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static TableComparison compare(RowMerge.Rows source, RowMerge.Rows target) throws Exception {
        return RowMerge.compare(new TableName("s", "t"), source, target);
    }

    @Test
    void equalRowsAreTheSame() throws Exception {
        var result = compare(rows("a", "b", "b"), rows("a", "b", "b"));
        assertThat(result.same()).isTrue();
        assertThat(result.rows()).isEqualTo(3);
    }

    @Test
    void aRowThatIsThereOnceTooOftenDiffers() throws Exception {
        assertThat(compare(rows("a", "a"), rows("a")).sourceOnly()).isEqualTo(1);
        assertThat(compare(rows("a"), rows("a", "a")).targetOnly()).isEqualTo(1);
    }

    @Test
    void aChangedRowCountsOnBothSides() throws Exception {
        var result = compare(rows("a", "b", "é"), rows("a", "c", "é"));
        assertThat(result.equal()).isEqualTo(2);
        assertThat(result.sourceOnly()).isEqualTo(1);
        assertThat(result.targetOnly()).isEqualTo(1);
        assertThat(result.examples()).containsExactly("source: b", "target: c");
    }

    @Test
    void oneSideMayBeEmpty() throws Exception {
        assertThat(compare(rows(), rows()).same()).isTrue();
        assertThat(compare(rows(), rows("x", "y")).targetOnly()).isEqualTo(2);
    }
}
