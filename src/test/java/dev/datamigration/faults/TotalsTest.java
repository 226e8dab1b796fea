package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {
    @Test
    void countsByKind() {
        var totals = new Totals();
        totals.add(List.of("source slow (20 ms)", "operator killed"), List.of());
        totals.add(List.of("source slow (90 ms)", "source silent [ToClient]"), List.of("a row is missing"));
        assertThat(totals.text())
                .startsWith("2 runs, 4 faults, 1 runs with findings")
                .contains("| source slow | 2 |", "| source silent | 1 |", "| operator killed | 1 |");
    }
}
