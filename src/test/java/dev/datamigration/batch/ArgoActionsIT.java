package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.SpecEdit;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.argocd.LuaScript;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A click in Argo CD does what the batch operation of that name would do, and is offered when it would be. */
class ArgoActionsIT {
    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("argo");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | Start | desiredState: NotStarted | state: NotStarted, supportedOperations: [Start]",
                "stop | Stop | desiredState: Running | state: Running, supportedOperations: [Stop]",
                "resume | Resume | desiredState: Stopped | state: Stopped, supportedOperations: [Resume]",
                "resume | Resume | {desiredState: Running, resumeNonce: 4} | state: Failed, supportedOperations: [Resume]",
                "end | End | desiredState: Stopped | state: Stopped, supportedOperations: [End]",
                "skip-full-verification | SkipFullVerification | desiredState: Running | state: Running, supportedOperations: [SkipFullVerification]",
                "enter-switchover | EnterForwardSwitchover | desiredState: Running | state: Running, supportedOperations: [EnterForwardSwitchover]",
                "confirm | StartForwardSwitchover, forwardSwitchover: {step: StartReverseIncrement, action: Confirm} |"
                        + " {desiredState: Running, forwardSwitchover: {entered: true}} |"
                        + " state: Running, awaiting: {step: StartReverseIncrement, attempt: 2, actions: [Confirm]}",
                "retry | StartForwardSwitchover, forwardSwitchover: {step: StopForwardSync, action: Retry} |"
                        + " {desiredState: Running, forwardSwitchover: {entered: true,"
                        + " decision: {step: SwitchoverPrecheck, attempt: 1, action: Skip, acknowledge: true}}} |"
                        + " state: Running, awaiting: {step: StopForwardSync, attempt: 3, actions: [Retry, Skip]}",
                "skip | StartForwardSwitchover, forwardSwitchover: {step: StopForwardSync, action: Skip} |"
                        + " {desiredState: Running, forwardSwitchover: {entered: true}} |"
                        + " state: Running, awaiting: {step: StopForwardSync, attempt: 3, actions: [Retry, Skip]}"
            })
    void doesWhatTheBatchOperationDoes(String action, String operation, String spec, String status) {
        var live = create(spec.strip(), status.strip());
        var wanted = SpecEdit.of(Tasks.batch("operation: " + operation.strip()), live);
        var changed = LuaScript.action("MigrationTask", action.strip()).run(live);
        patch(live, mergePatch(map(live), changed));

        var after = map(read(live));
        assertContains("spec", after.get("spec"), map(wanted));
        assertThat(without(after)).as("nothing else is changed").isEqualTo(without(map(live)));
    }

    @Test
    void isOfferedWhenItWouldQualify() {
        var discovery = LuaScript.discovery("MigrationTask");
        var byOperation = Map.of(
                TaskOperation.Start, "start",
                TaskOperation.Stop, "stop",
                TaskOperation.Resume, "resume",
                TaskOperation.End, "end",
                TaskOperation.SkipFullVerification, "skip-full-verification",
                TaskOperation.EnterForwardSwitchover, "enter-switchover");
        byOperation.forEach((operation, action) -> {
            var task = Tasks.task("t", "", "state: Running, supportedOperations: [" + operation + "]");
            assertThat(enabled(discovery.run(task))).containsExactly(action);
        });
        assertThat(discovery.run(Tasks.task("t", "", "")).keySet())
                .isEqualTo(LuaScript.actions("MigrationTask").keySet());
        assertThat(LuaScript.discovery("BatchOperation")
                        .run(Tasks.batch("operation: Stop"))
                        .keySet())
                .isEqualTo(LuaScript.actions("BatchOperation").keySet());
    }

    @Test
    void answersAreOfferedAsTheStepHasThemAndAPrecheckIsNotSkippedByAClick() {
        var discovery = LuaScript.discovery("MigrationTask");
        var stop = Tasks.task("t", "", "awaiting: {step: StopForwardSync, attempt: 1, actions: [Retry, Skip]}");
        assertThat(enabled(discovery.run(stop))).containsExactlyInAnyOrder("retry", "skip");
        var precheck = Tasks.task("t", "", "awaiting: {step: SwitchoverPrecheck, attempt: 1, actions: [Retry, Skip]}");
        assertThat(enabled(discovery.run(precheck))).containsExactly("retry");
    }

    /** Argo CD asks no discovery before it runs an action: the script itself has to refuse. */
    @Test
    void whatIsNotOfferedRefusesToRun() {
        var idle = Tasks.task("t", "", "state: Modifying, supportedOperations: [ModifyAlertConfiguration]");
        assertThat(LuaScript.actions("MigrationTask"))
                .hasSize(9)
                .allSatisfy((name, action) ->
                        assertThatThrownBy(() -> action.run(idle)).hasMessageContaining("see status."));
        var precheck = Tasks.task("t", "", "awaiting: {step: SwitchoverPrecheck, attempt: 1, actions: [Retry, Skip]}");
        assertThatThrownBy(() -> LuaScript.action("MigrationTask", "skip").run(precheck))
                .hasMessageContaining("docs/switchover.md");
    }

    @Test
    void nothingIsOfferedOnceTheTaskIsWantedEnded() {
        var task = Tasks.task(
                "t",
                "desiredState: Ended",
                "state: Running, supportedOperations: [Stop, StartForwardSwitchover],"
                        + " awaiting: {step: StopForwardSync, attempt: 1, actions: [Retry, Skip]}");
        assertThat(enabled(LuaScript.discovery("MigrationTask").run(task))).isEmpty();
    }

    private static Set<String> enabled(Map<String, Object> actions) {
        return actions.entrySet().stream()
                .filter(action -> Boolean.FALSE.equals(((Map<?, ?>) action.getValue()).get("disabled")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private MigrationTask create(String spec, String status) {
        var fields = "---\n" + (spec.startsWith("{") ? spec : "{" + spec + "}");
        var task = Tasks.task("t", "", status);
        var asked = map(task);
        merge(asked, Map.of("spec", Serialization.unmarshal(fields, Map.class)));
        var wanted = Serialization.unmarshal(Serialization.asJson(asked), MigrationTask.class);
        wanted.getMetadata().setNamespace(namespace);
        wanted.getMetadata().setResourceVersion(null);
        wanted.getMetadata().setUid(null);
        var created = server.client().resource(wanted).create();
        created.setStatus(task.getStatus());
        return server.client().resource(created).updateStatus();
    }

    private MigrationTask read(MigrationTask task) {
        return server.client().resource(task).get();
    }

    private void patch(MigrationTask task, Map<String, Object> patch) {
        server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(task.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("argocd-server")
                                .build(),
                        Serialization.asJson(patch));
    }

    /** What Argo CD sends: the difference between what is and what the script returned. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> mergePatch(Map<String, Object> before, Map<String, Object> after) {
        var patch = new LinkedHashMap<String, Object>();
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> patch.put(key, null));
        after.forEach((key, value) -> {
            var old = before.get(key);
            if (old instanceof Map && value instanceof Map) {
                var inner = mergePatch((Map<String, Object>) old, (Map<String, Object>) value);
                if (!inner.isEmpty()) {
                    patch.put(key, inner);
                }
            } else if (!isSame(old, value)) {
                patch.put(key, value);
            }
        });
        return patch;
    }

    /** Lua does not tell an empty table from an empty list; Argo CD mends that, too. */
    private static boolean isSame(Object old, Object value) {
        return Serialization.asJson(old == null ? Map.of() : old)
                        .equals(Serialization.asJson(value == null ? Map.of() : value))
                || isEmpty(old) && isEmpty(value);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof java.util.List<?> list && list.isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return Serialization.unmarshal(Serialization.asJson(value), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> fields) {
        fields.forEach((key, value) -> {
            if (into.get(key) instanceof Map && value instanceof Map) {
                merge((Map<String, Object>) into.get(key), (Map<String, Object>) value);
            } else {
                into.put(key, value);
            }
        });
    }

    /** Without what an action may change. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> without(Map<String, Object> task) {
        var rest = new LinkedHashMap<>((Map<String, Object>) task.get("spec"));
        rest.keySet().removeAll(Set.of("desiredState", "resumeNonce", "fullVerification", "forwardSwitchover"));
        return rest;
    }

    private static void assertContains(String path, Object actual, Object expected) {
        if (expected instanceof Map<?, ?> fields) {
            fields.forEach((key, value) -> assertContains(path + "." + key, ((Map<?, ?>) actual).get(key), value));
        } else {
            assertThat(String.valueOf(actual)).as(path).isEqualTo(String.valueOf(expected));
        }
    }
}
