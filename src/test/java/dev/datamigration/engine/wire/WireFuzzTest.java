package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A worker, or whoever answers in its place, may send anything: it is a report or it is refused, without a word of it. */
class WireFuzzTest {
    private static final String CANARY = "planted-secret";

    @Test
    void nonsenseIsRefused() {
        for (var text : List.of(
                "",
                "null",
                "[]",
                "1",
                "\"" + CANARY + "\"",
                "{\"report\": \"" + CANARY + "\"}",
                "{\"number\": \"" + CANARY + "\"}",
                "[".repeat(100_000),
                "{\"report\":".repeat(100_000),
                "{\"number\":" + "9".repeat(100_000) + "}",
                "{" + CANARY)) {
            assertThatThrownBy(() -> JsonCodec.report(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(CANARY);
        }
    }

    @Test
    void anyBytesAreReadOrRefused() {
        var report = JsonCodec.write(new NumberedReport(3, Samples.of(Report.class)));
        var failure = JsonCodec.bytes(Samples.of(Failure.class));
        var random = new Random(1147);
        for (var i = 0; i < 2_000; i++) {
            read(changed(report, random), NumberedReport.class);
            read(changed(failure, random), Failure.class);
        }
    }

    private static void read(byte[] bytes, Class<?> type) {
        try {
            assertThat(JsonCodec.read(bytes, type)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("not a ");
        }
    }

    private static byte[] changed(byte[] original, Random random) {
        var bytes = original.clone();
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0n".charAt(random.nextInt(9)));
        }
        return bytes;
    }
}
