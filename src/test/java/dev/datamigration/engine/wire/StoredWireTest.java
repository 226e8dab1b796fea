package dev.datamigration.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An upgrade leaves workers of an older build with a newer operator, and a rollback the other way round. What either said when
 * {@link Protocol#VERSION} was raised last is stored, and must be understood whole for as long as it is that version.
 */
class StoredWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STORED = CrdFiles.projectDirectory().resolve("src/test/resources/wire");
    private static final Path CURRENT = STORED.resolve(Protocol.VERSION);
    private static final String RULE =
            "raise Protocol.VERSION, so that workers of before an upgrade are replaced at once,"
                    + " and store what is said from then on: -Dtest=StoredWireTest -Dwire.store=true";

    @BeforeAll
    static void store() throws IOException {
        if (Boolean.getBoolean("wire.store") && !Files.exists(CURRENT)) {
            Files.createDirectories(CURRENT);
            write("reports.json", reports().map(JsonCodec::write));
            write("goals.json", goals().map(JsonCodec::write));
        }
    }

    @Test
    void everyVariantThatIsSentIsStored() throws IOException {
        for (var file : List.of("reports.json", "goals.json")) {
            var sent = file.equals("goals.json")
                    ? goals().map(JsonCodec::write)
                    : reports().map(JsonCodec::write);
            assertThat(variants(sent.map(StoredWireTest::read)))
                    .as("%s: for another variant, or one less, %s", file, RULE)
                    .isEqualTo(variants(stored(file)));
        }
    }

    @Test
    void whatAnOlderWorkerReportsIsUnderstoodWhole() throws IOException {
        assertThat(stored("reports.json")).allSatisfy(report -> {
            var understood = read(JsonCodec.write(JsonCodec.report(bytes(report))));
            assertThat(lost(report, understood)).as(RULE).isEmpty();
        });
    }

    @Test
    void whatAnOlderOperatorWantsIsUnderstoodWhole() throws IOException {
        assertThat(stored("goals.json")).allSatisfy(goal -> {
            var understood = read(JsonCodec.write(JsonCodec.goal(bytes(goal))));
            assertThat(lost(goal, understood)).as(RULE).isEmpty();
        });
    }

    @Test
    void whatNewerBuildsSayBesidesIsIgnored() throws IOException {
        for (var report : stored("reports.json").toList()) {
            assertThat(JsonCodec.report(bytes(withMore(report)))).isEqualTo(JsonCodec.report(bytes(report)));
        }
        for (var goal : stored("goals.json").toList()) {
            assertThat(JsonCodec.goal(bytes(withMore(goal)))).isEqualTo(JsonCodec.goal(bytes(goal)));
        }
    }

    /** A version says so before anything is read; this is why it has to. */
    @Test
    void whatTheFirstVersionSaidIsRefusedAndNotMisunderstood() throws IOException {
        var report = Files.readAllBytes(STORED.resolve("1/report-Retrying.json"));
        assertThatThrownBy(() -> JsonCodec.report(report))
                .hasMessageStartingWith("not a NumberedReport")
                .hasMessageContaining("Retrying");
        var goal = Files.readAllBytes(STORED.resolve("1/goal-Run.json"));
        assertThatThrownBy(() -> JsonCodec.goal(goal)).hasMessageStartingWith("not a Goal");
    }

    private static Stream<NumberedReport> reports() {
        return Stream.concat(
                Stream.of(report(new WorkerState.Running(Phase.Precheck), Samples.of(WorkerDetails.class))),
                Samples.ofAll(WorkerState.class).stream().map(state -> report(state, WorkerDetails.NONE)));
    }

    private static NumberedReport report(WorkerState state, WorkerDetails details) {
        return new NumberedReport(3, new Report(2, state, details));
    }

    private static Stream<Goal> goals() {
        var whole = Samples.of(Goal.class);
        return Stream.of(
                        Stream.of(whole),
                        Samples.ofAll(Wanted.class).stream().map(StoredWireTest::goal),
                        Samples.ofAll(StepWork.class).stream()
                                .map(work -> goal(new Wanted.Run(Phase.ForwardSwitchover, work))))
                .flatMap(goals -> goals);
    }

    private static Goal goal(Wanted wanted) {
        return new Goal(new TaskId("shop", "move", "uid-1"), 2, wanted, null);
    }

    private static void write(String file, Stream<byte[]> values) throws IOException {
        var all = JSON.createArrayNode();
        values.map(StoredWireTest::read).forEach(all::add);
        Files.writeString(
                CURRENT.resolve(file), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static Stream<JsonNode> stored(String file) throws IOException {
        var all = JSON.readTree(Files.readAllBytes(CURRENT.resolve(file)));
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1).map(all::get);
    }

    private static TreeSet<String> variants(Stream<JsonNode> values) {
        var found = new TreeSet<String>();
        values.forEach(value -> value.findValuesAsText("is").forEach(found::add));
        return found;
    }

    /** What the one has and the other lacks, or has otherwise. */
    private static List<String> lost(JsonNode said, JsonNode understood) {
        if (!said.isContainerNode()) {
            return said.equals(understood) ? List.of() : List.of(said + " became " + understood);
        }
        if (said.isArray()) {
            return Stream.iterate(0, i -> i < said.size(), i -> i + 1)
                    .flatMap(i -> lost(said.get(i), understood.path(i)).stream())
                    .toList();
        }
        return said.properties().stream()
                .flatMap(field -> lost(field.getValue(), understood.path(field.getKey())).stream()
                        .map(lost -> field.getKey() + ": " + lost))
                .toList();
    }

    /** The same, with a field in each object that nobody knows. */
    private static JsonNode withMore(JsonNode value) {
        var more = value.deepCopy();
        more.findParents("is").forEach(known -> ((ObjectNode) known).put("unheardOf", "text"));
        ((ObjectNode) more).putObject("unheardOf").put("is", "Unheard");
        return more;
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
