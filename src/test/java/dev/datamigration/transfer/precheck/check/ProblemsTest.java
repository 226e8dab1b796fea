package dev.datamigration.transfer.precheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.PrecheckItemStatus;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void noneIsPassed() {
        var finding = new Problems().failedOr("Bad", "Good.");
        assertThat(finding).isEqualTo(new Finding(PrecheckItemStatus.Passed, "Good.", null));
    }

    @Test
    void remediesAreNotRepeated() {
        var problems = new Problems();
        problems.add("a", "Mend it.");
        problems.add("b", "Mend it.");
        assertThat(problems.warningOr("Bad", "Good."))
                .isEqualTo(new Finding(PrecheckItemStatus.Warning, "Bad: a; b.", "Mend it."));
    }

    @Test
    void manyStayShort() {
        var problems = new Problems();
        IntStream.range(0, 1000).forEach(number -> problems.add("t" + number, "DROP t" + number + ";"));
        var finding = problems.failedOr("Bad", "Good.");
        assertThat(finding.message()).endsWith("t19; and 980 more.").doesNotContain("t20");
        assertThat(finding.remedy()).endsWith("DROP t19; and 980 more");
    }
}
