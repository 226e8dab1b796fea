package dev.datamigration.transfer.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectDifferenceTest {
    private static final TableName LOADED = new TableName("public", "loaded");
    private static final TableName OTHER = new TableName("public", "other");
    private static final TableName PARTITION = new TableName("public", "partition");

    @Test
    void whatIsSelectedAndNotThereIsAdded() {
        var difference = ObjectDifference.of(List.of(LOADED), Set.of(), List.of(LOADED, OTHER), name -> true);
        assertThat(difference.added()).containsExactly(OTHER);
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void aPartitionWhoseChangesComeAnywayIsNotLoadedASecondTime() {
        var difference =
                ObjectDifference.of(List.of(LOADED), Set.of(PARTITION), List.of(LOADED, PARTITION), name -> true);
        assertThat(difference.isNone()).isTrue();
    }

    @Test
    void whatIsSelectedNoMoreIsRemoved() {
        var difference = ObjectDifference.of(List.of(LOADED, OTHER), Set.of(), List.of(OTHER), OTHER::equals);
        assertThat(difference.removed()).containsExactly(LOADED);
        assertThat(difference.added()).isEmpty();
    }

    /** It was dropped there: its removal is nobody's wish. */
    @Test
    void aTableThatIsMissingOnTheSourceButSelectedStays() {
        assertThat(ObjectDifference.of(List.of(LOADED), Set.of(), List.of(), name -> true)
                        .isNone())
                .isTrue();
    }
}
