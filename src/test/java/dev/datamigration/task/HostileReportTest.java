package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.DesiredState;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.OddJson;
import dev.datamigration.testing.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * A worker that reports anything: it is refused, or the task is decided about and has a status that is bounded.
 * {@code -Dreports.seed=… -Dreports.count=…} has others and more of them.
 */
class HostileReportTest {
    private static final Logger LOG = Logger.getLogger(HostileReportTest.class);
    private static final long SEED = Long.getLong("reports.seed", 11);
    private static final int REPORTS = Integer.getInteger("reports.count", 150);
    private static final int LARGEST = 1_500_000;
    private static final List<WorkerState> ACTIVITIES = Samples.ofAll(WorkerState.class);

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
            report = JsonCodec.report(changed(scene.status().epoch(), random)).report();
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
        var report = new Report(epoch == null ? 1 : epoch, activity, Samples.of(WorkerDetails.class));
        var tree = (ObjectNode) OddJson.JSON.readTree(JsonCodec.write(new NumberedReport(1, report)));
        new OddJson(random.nextLong()).change(tree);
        return OddJson.JSON.writeValueAsBytes(tree);
    }
}
