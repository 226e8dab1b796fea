package dev.datamigration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.report.PerformanceDocument;
import dev.datamigration.testing.CrdFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchesTest {
    @Test
    void everyBenchHasItsCommandAndItsPlaceInTheDocument() {
        var document = PerformanceDocument.read(CrdFiles.projectDirectory());
        assertThat(Benches.ALL).extracting(Bench::name).doesNotHaveDuplicates();
        assertThat(Benches.ALL).allSatisfy(bench -> {
            assertThat(document.text()).contains("mvn -Pbench -Dbench=" + bench.name() + "\n");
            assertThat(document.with(bench.name(), "new").part(bench.name())).isEqualTo("\nnew\n");
        });
    }

    @Test
    void whatIsNotGivenIsAsUsual() {
        var options = Options.of(Map.of("bench", "load", "bench.rows", "", "bench.rounds", "5")::get);
        assertThat(options).isEqualTo(new Options("load", 0, 5, 1, 15, true));
        assertThat(options.rowsOr(7)).isEqualTo(7);
        assertThat(options.roundsOr(3)).isEqualTo(5);
        assertThat(Options.of(Map.of("bench.rows", "3")::get).rowsOr(7)).isEqualTo(3);
    }
}
