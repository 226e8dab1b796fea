package dev.datamigration.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.measure.Absent;
import dev.datamigration.bench.measure.Comparison;
import dev.datamigration.bench.measure.Measured;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BenchReportTest {
    private static final Comparison COMPARISON = new Comparison(
            List.of(
                    new Measured("ours", List.of(14.31, 14.0, 9.5)),
                    new Measured("`a` piped into `b`", List.of(8.0, 7.0, 8.5))),
            List.of(new Absent("`c`", "c is not installed")));

    @Test
    void theTableHasRoundsMediansRatesAndRatios() {
        assertThat(new ComparisonTable(COMPARISON, 4_000_000, "rows").markdown())
                .isEqualTo("""
                | | Seconds, each round | Median | Rows a second | Ratio |
                |---|---|---|---|---|
                | ours | 14.3, 14.0, 9.50 | 14.0 | 285,714 | |
                | `a` piped into `b` | 8.00, 7.00, 8.50 | 8.00 | 500,000 | 0.57 |
                | `c` | not run: c is not installed | | | |
                """);
    }

    @Test
    void thereIsNoRateWhereItSaysNothing() {
        assertThat(new ComparisonTable(COMPARISON, 0, "rows").markdown()).isEqualTo("""
                | | Seconds, each round | Median | Ratio |
                |---|---|---|---|
                | ours | 14.3, 14.0, 9.50 | 14.0 | |
                | `a` piped into `b` | 8.00, 7.00, 8.50 | 8.00 | 0.57 |
                | `c` | not run: c is not installed | | |
                """);
    }

    @Test
    void aBusyMachineIsSaid() {
        assertThat(report(0.04).part())
                .contains("Against the fastest of them: 0.57 (wanted: 1.2).")
                .contains("2 cores (some processor), 24 GiB of memory")
                .doesNotContain("busy");
        assertThat(report(0.3).part())
                .contains("**The machine was busy")
                .contains("of whose processors others used 30 % before it began");
    }

    @Test
    void whatHasNoPeerIsMeasuredByItself() {
        assertThat(new Wanted.Seconds(0.2, 0.5).verdict(COMPARISON))
                .isEqualTo("Median 14.000 s (wanted: 0.2 at most), worst 14.310 s (wanted: 0.5 at most).");
        assertThat(new Wanted.Median(2).verdict(COMPARISON)).isEqualTo("Median 14.00 s (wanted: 2.0 at most).");
        assertThat(new Wanted.Ratio(2)
                        .verdict(new Comparison(COMPARISON.measured().subList(0, 1), List.of())))
                .isEqualTo("No peer was there to be measured against (wanted: 2.0).");
    }

    @Test
    void thePictureIsWellFormedAndHasABarForEach() throws Exception {
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(report(0).svg())));
        // the background, and one for each that ran
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
    }

    private static BenchReport report(double others) {
        var machine = new Machine(2, 24L << 30, "some processor", "Linux 6", "ext4", "17", others);
        var table = new ComparisonTable(COMPARISON, 0, "rows");
        return new BenchReport(
                "move",
                "Moving <all> & more",
                new Wanted.Ratio(1.2),
                "A table",
                table,
                machine,
                "two servers",
                LocalDate.of(2026, 11, 30));
    }
}
