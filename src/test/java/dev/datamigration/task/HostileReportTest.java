package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.DesiredState;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;
import dev.datamigration.engine.Report.Details;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.engine.wire.Wire;
import dev.datamigration.testing.HostileTexts;
import dev.datamigration.testing.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * A worker that reports anything: it is refused, or the task is decided about and has a status that is bounded.
 * {@code -Dreports.seed=…} repeats a run, {@code -Dreports.count=…} has more of them.
 */
class HostileReportTest {
    private static final Logger LOG = Logger.getLogger(HostileReportTest.class);
    private static final long SEED = Long.getLong("reports.seed", System.nanoTime());
    private static final int REPORTS = Integer.getInteger("reports.count", 150);
    private static final int LARGEST = 1_500_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Activity> ACTIVITIES = Samples.ofAll(Activity.class);

    @Test
    void whateverAWorkerReportsTheTaskGoesOnBeingDecided() throws IOException {
        var taken = 0;
        for (var i = 0; i < REPORTS; i++) {
            taken += taken(SEED + i) ? 1 : 0;
        }
        LOG.infof("-Dreports.seed=%d: %d of %d reports were taken", SEED, taken, REPORTS);
        assertThat(taken).isBetween(REPORTS / 10, REPORTS - 1);
    }

    private static boolean taken(long seed) throws IOException {
        var random = new Random(seed);
        var scene = new ControlScene();
        scene.wants(DesiredState.Running).pass();
        Report report;
        try {
            report = Wire.report(changed(scene.status().epoch(), random)).report();
        } catch (IllegalArgumentException refused) {
            return false;
        }
        try {
            scene.engine.finding(report.details());
            scene.engine.pursue(scene.engine.pursued().get(0));
            scene.reports(report.activity());
            for (var pass = 0; pass < 3; pass++) {
                scene.pass();
                scene.wants(pass == 0 ? DesiredState.Stopped : DesiredState.Running);
            }
            assertThat(Serialization.asYaml(scene.status()).length()).isLessThan(LARGEST);
            assertThat(String.valueOf(scene.status().message())).doesNotContainPattern("[\\n\\u001b\\u202e]");
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dreports.seed=" + seed + ": " + report, e);
        }
        return true;
    }

    private static byte[] changed(Long epoch, Random random) throws IOException {
        var activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
        var report = new Report(epoch == null ? 1 : epoch, activity, Samples.of(Details.class));
        var tree = (ObjectNode) JSON.readTree(Wire.write(new NumberedReport(1, report)));
        var texts = new HostileTexts(random.nextLong());
        for (var changes = random.nextInt(8); changes >= 0; changes--) {
            var places = new ArrayList<ObjectNode>();
            collect(tree, places);
            change(places.get(random.nextInt(places.size())), texts, random);
        }
        return JSON.writeValueAsBytes(tree);
    }

    private static void collect(JsonNode at, List<ObjectNode> places) {
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            places.add(object);
        }
        at.forEach(below -> collect(below, places));
    }

    private static void change(ObjectNode object, HostileTexts texts, Random random) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        var make = JsonNodeFactory.instance;
        switch (random.nextInt(10)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, random.nextBoolean() ? Long.MAX_VALUE : -1);
            case 3 -> object.put(name, random.nextDouble() * 1e300);
            case 4 -> object.put(name, texts.text().repeat(500));
            case 5 ->
                object.set(name, make.arrayNode().addNull().add(texts.text()).addObject());
            case 6 -> {
                if (object.get(name) instanceof ArrayNode list && !list.isEmpty()) {
                    var first = list.get(0);
                    for (var i = 0; i < 1_000; i++) {
                        list.add(first);
                    }
                }
            }
            default -> {
                if (object.get(name).isTextual()) {
                    object.put(name, texts.text());
                }
            }
        }
    }
}
