package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A worker can neither fill the status nor forge a line of the log. */
class ReportLimitsTest {
    private static NumberedReport read(String details) {
        return JsonCodec.report(
                ("{\"revision\": 1, \"report\": {\"epoch\": 1, \"activity\": {\"is\": \"Stopped\"}, \"details\": "
                                + details + "}}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textsAreCutToWhatTheirFieldMayHold() {
        var text = "x".repeat(200_000);
        var item =
                read("{\"precheck\": {\"items\": [{\"name\": \"%1$s\", \"message\": \"%1$s\", \"remedy\": \"%1$s\"}]}}"
                                .formatted(text))
                        .report()
                        .details()
                        .precheck()
                        .items()
                        .get(0);
        assertThat(item.name()).hasSize(1_000).endsWith("…");
        assertThat(item.message()).hasSize(10_000).endsWith("…");
        assertThat(item.remedy()).hasSize(20_000).endsWith("…");
    }

    @Test
    void listsAreCutAndHoldNothingThatIsNotThere() {
        var results = "{},null,".repeat(3_000) + "{}";
        assertThat(read("{\"verification\": {\"tableResults\": [" + results + "]}}")
                        .report()
                        .details()
                        .verification()
                        .tableResults())
                .hasSize(100)
                .doesNotContainNull();
    }

    @Test
    void linesStayOneWhereTheyAreToBeReadAndMoreWhereTheyAreToBeRun() {
        var item = read("{\"precheck\": {\"items\": [{\"message\": \"a\\nb\\u001b[2J\", \"remedy\": \"a\\nb\"}]}}")
                .report()
                .details()
                .precheck()
                .items()
                .get(0);
        assertThat(item.message()).isEqualTo("a\uFFFDb\uFFFD[2J");
        assertThat(item.remedy()).isEqualTo("a\nb");
    }

    @Test
    void whatIsNoTimeIsNotTold() {
        for (var none :
                Set.of("\"soon\"", "\"-999999999-01-01T00:00:00Z\"", "\"2026-13-01T00:00:00Z\"", "1e300", "{}")) {
            assertThat(read("{\"precheck\": {\"checkedAt\": " + none + "}}")
                            .report()
                            .details()
                            .precheck()
                            .checkedAt())
                    .as(none)
                    .isNull();
        }
        assertThat(read("{\"precheck\": {\"checkedAt\": \"2026-01-01T00:00:00.25Z\"}}")
                        .report()
                        .details()
                        .precheck()
                        .checkedAt())
                .isEqualTo("2026-01-01T00:00:00.25Z");
    }

    @Test
    void aReportThatDoesNotSayWhatGoesOnIsNone() {
        for (var report : Set.of(
                "{\"revision\": 1}",
                "{\"revision\": 1, \"report\": {\"epoch\": 1}}",
                "{\"revision\": 1, \"report\": {\"epoch\": 1, \"activity\": {\"is\": \"Failed\"}}}",
                "{\"revision\": 1, \"report\": {\"epoch\": 1, \"activity\": {\"is\": \"PhaseDone\"}}}",
                "{\"revision\": 1, \"report\": {\"epoch\": 1, \"activity\": {\"is\": \"Retrying\", \"phase\": \"Schema\"}}}")) {
            assertThatThrownBy(() -> JsonCodec.report(report.getBytes(StandardCharsets.UTF_8)))
                    .as(report)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyTextAndListOfAReportHasItsLimit() {
        var names = new TreeSet<String>();
        collect(NumberedReport.class, new HashSet<>(), names);
        var limited = new TreeSet<>(ReportLimits.TIMES);
        limited.addAll(ReportLimits.TEXTS.keySet());
        limited.addAll(ReportLimits.LISTS.keySet());
        assertThat(limited).isEqualTo(names);
    }

    private static void collect(Type type, Set<Type> seen, Set<String> names) {
        if (type instanceof ParameterizedType list) {
            collect(list.getActualTypeArguments()[0], seen, names);
        }
        if (!(type instanceof Class<?> plain) || !seen.add(plain)) {
            return;
        }
        if (plain.isSealed()) {
            for (var variant : plain.getPermittedSubclasses()) {
                collect(variant, seen, names);
            }
        }
        if (plain.isRecord()) {
            for (var component : plain.getRecordComponents()) {
                if (component.getType() == String.class || component.getGenericType() instanceof ParameterizedType) {
                    names.add(component.getName());
                }
                collect(component.getGenericType(), seen, names);
            }
        }
    }
}
