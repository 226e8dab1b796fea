package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.CompletionRules;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.testing.argocd.LuaScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Argo CD shows of a batch operation, for statuses that the rules themselves have written. */
class ArgoBatchHealthTest {
    private static final LuaScript HEALTH = LuaScript.health("BatchOperation");
    private static final LuaScript DISCOVERY = LuaScript.discovery("BatchOperation");

    @Test
    void whatHasNotBegunIsProgressing() {
        var batch = Tasks.batch("operation: Stop");
        batch.setStatus(null);
        assertHealth(batch, "Progressing", "not begun");
    }

    @Test
    void whatIsUnderWayIsProgressing() {
        assertHealth(
                batch("operation: Stop", EntryProgress.Succeeded, EntryProgress.InProgress, EntryProgress.Unsupported),
                "Progressing",
                "1 of 2 tasks succeeded, 0 failed, 1 do not support it");
    }

    @Test
    void whatIsHeldBackIsSuspendedAndCanGoOn() {
        var batch = batch("operation: Stop, suspend: true", EntryProgress.Pending);
        assertHealth(batch, "Suspended", "spec.suspend");
        assertThat(enabled(batch)).containsExactly("resume");
        assertThat(LuaScript.action("BatchOperation", "resume").run(batch).get("spec"))
                .extracting("suspend")
                .isEqualTo(false);
    }

    @Test
    void whatHasDoneAllIsHealthy() {
        var batch = batch("operation: Stop", EntryProgress.Succeeded, EntryProgress.Unsupported);
        assertHealth(batch, "Healthy", "1 of 1 tasks succeeded");
        assertThat(enabled(batch)).isEmpty();
    }

    @Test
    void whatHasFailedIsDegraded() {
        assertHealth(batch("operation: Stop", EntryProgress.Succeeded, EntryProgress.Failed), "Degraded", "1 failed");
    }

    @Test
    void whatIsUnderWayCanBeHeldBack() {
        var batch = batch("operation: Stop", EntryProgress.InProgress);
        assertThat(enabled(batch)).containsExactly("suspend");
        assertThat(LuaScript.action("BatchOperation", "suspend").run(batch).get("spec"))
                .extracting("suspend")
                .isEqualTo(true);
    }

    /** The menu greys it out; the command line runs it all the same. */
    @Test
    void whatIsNotOfferedIsRefused() {
        var ended = batch("operation: Stop", EntryProgress.Succeeded);
        assertRefused("suspend", ended, "has ended");
        assertRefused("resume", ended, "has ended");
        assertRefused("resume", batch("operation: Stop", EntryProgress.InProgress), "not held back");
        assertRefused("suspend", batch("operation: Stop, suspend: true", EntryProgress.Pending), "held back already");
    }

    private static void assertRefused(String action, BatchOperation batch, String message) {
        assertThatThrownBy(() -> LuaScript.action("BatchOperation", action).run(batch))
                .hasMessageContaining(message);
    }

    private static List<String> enabled(BatchOperation batch) {
        return DISCOVERY.run(batch).entrySet().stream()
                .filter(action -> Boolean.FALSE.equals(((java.util.Map<?, ?>) action.getValue()).get("disabled")))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static BatchOperation batch(String spec, EntryProgress... tasks) {
        var observed = Tasks.observed(spec, Tasks.NOW);
        var entries = java.util.stream.IntStream.range(0, tasks.length)
                .mapToObj(n -> Tasks.entry("t" + n, 0, tasks[n]))
                .toList();
        var batch = observed.batch();
        batch.setStatus(BatchStatuses.of(
                observed,
                entries,
                Tasks.NOW.toString(),
                CompletionRules.of(observed, entries).orElse(null)));
        return batch;
    }

    private static void assertHealth(BatchOperation batch, String status, String message) {
        var health = HEALTH.run(batch);
        assertThat(health.get("status")).as("%s", health).isEqualTo(status);
        assertThat((String) health.get("message")).contains(message);
    }
}
