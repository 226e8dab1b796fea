package dev.datamigration.database.postgres.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RenamedMentionsTest {
    private final RenamedMentions mentions = new RenamedMentions(List.of("sales", "Odd name"), List.of("orders"));

    @Test
    void namesInPrintedSqlCountButDataDoesNot() {
        assertThat(mentions.inPrinted("SELECT x FROM sales.t")).contains("sales");
        assertThat(mentions.inPrinted("SELECT x FROM \"Odd name\".t")).contains("Odd name");
        assertThat(mentions.inPrinted("nextval('sales.s'::regclass)")).contains("sales");
        assertThat(mentions.inPrinted("SELECT 'sales.t'::text, presales.x, t.sales"))
                .isEmpty();
        assertThat(mentions.inPrinted("SELECT 'it''s sales.t'::text")).isEmpty();
    }

    @Test
    void inSourceTextLiteralsCountToo() {
        assertThat(mentions.inSource("EXECUTE 'SELECT 1 FROM sales.t'")).contains("sales");
        assertThat(mentions.inSource("SELECT 1 FROM Orders o")).contains("orders");
        assertThat(mentions.inSource("SELECT 1 FROM reorders, orders_old")).isEmpty();
        assertThat(mentions.inSource("() RETURNS int\n SET search_path TO 'sales', 'public'\nAS 'SELECT 1'"))
                .contains("sales");
    }

    /** A group that is repeated for each character would need a frame of the stack for each. */
    @Test
    void longLiteralsCostNoStack() {
        var mentions = new RenamedMentions(List.of("old"), List.of());
        assertThat(mentions.inPrinted("SELECT '" + "''x old.".repeat(200_000) + "'"))
                .isEmpty();
        assertThat(mentions.inPrinted("SELECT '" + "x".repeat(200_000) + "', old.f()"))
                .contains("old");
    }
}
