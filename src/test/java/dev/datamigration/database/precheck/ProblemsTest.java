package dev.datamigration.database.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.PrecheckItemStatus;
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
        assertThat(finding.remedy()).as("remedies are complete").endsWith("DROP t998; DROP t999;");
    }

    @Test
    void oneStatementTakesThePlaceOfMany() {
        var problems = new Problems();
        IntStream.range(0, 20).forEach(number -> problems.add("t" + number, "DROP t" + number + ";", "DROP ALL;"));
        problems.add("other", "Mend it.");
        assertThat(problems.failedOr("Bad", "Good.").remedy()).endsWith("DROP t19; Mend it.");
        problems.add("t20", "DROP t20;", "DROP ALL;");
        assertThat(problems.failedOr("Bad", "Good.").remedy()).isEqualTo("DROP ALL; Mend it.");
    }

    @Test
    void whatDoesNotFitAStatusIsSaidToBeMissing() {
        var problems = new Problems();
        IntStream.range(0, 1000).forEach(number -> problems.add("t" + number, "x".repeat(100) + number));
        assertThat(problems.failedOr("Bad", "Good.").remedy())
                .hasSizeLessThan(20_000)
                .endsWith(" more do not fit here: look again once these are done)");
    }
}
