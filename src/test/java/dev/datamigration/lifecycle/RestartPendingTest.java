package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.change.SpecChange;
import dev.datamigration.lifecycle.change.SpecField;
import dev.datamigration.lifecycle.change.SpecFields;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change that the worker does not take while it runs is told of at once, and until it is taken. */
class RestartPendingTest {
    /** A value for each field that is taken at the next start, other than its default. */
    private static final String OTHER = """
            {"fullMigration": {"parallelism": 8, "chunkRows": 7000, "chunkBytes": 70000, "indexParallelism": 3},
             "incrementalSync": {"tables": {"public.a": {"dml": []}}, "dml": ["Insert"], "groupRows": 7, "groupBytes": 70000, "ddl": [],
               "dropPartitions": "Drop", "ddlDecisions": [{"position": "0/1", "action": "Skip"}]},
             "limits": {"maxRowBytes": 2000000},
             "engine": {"resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}}
            """;

    static Stream<SpecField> takenAtTheNextStart() {
        return SpecFields.TABLE.stream().filter(field -> field.change() == SpecChange.NextStart);
    }

    @ParameterizedTest
    @MethodSource("takenAtTheNextStart")
    void isToldAtOnceAndUntilTheNextStart(SpecField field) throws Exception {
        var task = Given.running(Phase.IncrementalSync);
        assertThat(pending(task.status)).isEmpty();
        task.with(only(field.path())).pass();
        assertThat(pending(task.status)).get().satisfies(condition -> {
            assertThat(condition.getStatus()).isEqualTo("True");
            assertThat(condition.getObservedGeneration()).isEqualTo(task.generation);
            assertThat(condition.getMessage())
                    .startsWith("spec." + field.path() + " (now ")
                    .contains("is taken at the next start", "spec.desiredState to Stopped");
        });
        task.pass();
        assertThat(pending(task.status)).as("stays").isPresent();
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(pending(task.status)).as("a stopped task waits for nobody").isEmpty();
        task.wants("Running").pass();
        assertThat(pending(task.status)).as("taken").isEmpty();
    }

    @Test
    void whatIsPutBackWaitsForNothing() {
        var task = Given.running(Phase.FullMigration);
        task.with("{\"fullMigration\": {\"parallelism\": 8}}").pass();
        assertThat(pending(task.status))
                .get()
                .extracting(Condition::getMessage)
                .asString()
                .contains("(now 4, then 8)");
        task.with("{\"fullMigration\": {\"parallelism\": 4}}").pass();
        assertThat(pending(task.status)).isEmpty();
    }

    @Test
    void aWorkerThatIsReplacedTakesIt() {
        var task = Given.running(Phase.FullMigration);
        task.with(OTHER).operatorRestarted().pass();
        assertThat(pending(task.status)).isEmpty();
        assertThat(task.status.startedWith()).containsEntry("fullMigration.parallelism", "8");
    }

    @Test
    void thePrecheckIsRepeatedWithIt() {
        var task = Given.running(Phase.Precheck);
        task.with(OTHER).pass();
        assertThat(pending(task.status)).isEmpty();
        assertThat(task.status.startedWith()).containsEntry("incrementalSync.dml", "[Insert]");
    }

    @Test
    void nothingIsSaidOfWhatIsLive() {
        var task = Given.running(Phase.IncrementalSync);
        task.with("""
                {"limits": {"rowsPerSecond": 5}, "engine": {"retries": 3}, "incrementalSync": {"heartbeatSeconds": 2},
                 "fullVerification": {"parallelism": 9}, "source": {"tls": {"mode": "Require"}}}
                """).pass();
        assertThat(pending(task.status)).isEmpty();
    }

    /** Begun by an operator that did not write down yet with what. */
    @Test
    void nothingIsSaidWhereNobodyKnows() {
        var task = Given.running(Phase.IncrementalSync);
        var draft = new dev.datamigration.lifecycle.status.StatusDraft(task.status);
        draft.startedWith = null;
        task.status = draft.status();
        task.with(OTHER).pass();
        assertThat(pending(task.status)).isEmpty();
    }

    private static Optional<Condition> pending(MigrationTaskStatus status) {
        return ConditionList.find(status.conditions(), "RestartPending");
    }

    private static String only(String path) throws Exception {
        var json = new ObjectMapper();
        var value = json.readTree(OTHER).at("/" + path.replace(".", "/"));
        assertThat(value.isMissingNode()).as("a value for " + path).isFalse();
        var names = path.split("[.]");
        return json.writeValueAsString(
                json.createObjectNode().set(names[0], json.createObjectNode().set(names[1], value)));
    }
}
