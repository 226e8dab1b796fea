package dev.datamigration.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PerformanceDocumentTest {
    private static final String TEXT = """
            # Performance
            <!-- bench load -->
            Old.
            <!-- end of bench load -->
            Between.
            <!-- bench load-more -->
            <!-- end of bench load-more -->
            After.
            """;

    @Test
    void onlyThePartOfTheBenchChanges() {
        assertThat(new PerformanceDocument(TEXT)
                        .with("load", "New $1 \\ one.\n\n")
                        .text())
                .isEqualTo("""
                # Performance
                <!-- bench load -->
                New $1 \\ one.
                <!-- end of bench load -->
                Between.
                <!-- bench load-more -->
                <!-- end of bench load-more -->
                After.
                """);
    }

    @Test
    void writtenTwiceIsAsWrittenOnce() {
        var once = new PerformanceDocument(TEXT).with("load-more", "More.");
        assertThat(once.with("load-more", "More.")).isEqualTo(once);
        assertThat(once.part("load-more").strip()).isEqualTo("More.");
    }

    @Test
    void aDocumentWithoutThePlaceIsNotWritten() {
        assertThatThrownBy(() -> new PerformanceDocument(TEXT).with("verify", "New."))
                .hasMessageContaining("<!-- bench verify -->");
    }
}
