package dev.datamigration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code secondPerson} nobody approves what they asked for themselves, or what nobody asked for lately. */
class SecondPersonIT {
    private static final String ENTERED = "entered: true";
    private static final String ENTER = "EnterForwardSwitchover";
    private static final String ROBOT = "argo";
    private static final String NOT_ASKED = "somebody else than ";
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static Installation installation;

    @BeforeAll
    static void install() {
        installation =
                new Installation("enabled: true, secondPerson: true, expiry: 8h, exemptUsers: [argo]").awaitPolicies();
        installation.bind("operator", "User", ROBOT);
        installation.bind("approver", "User", ROBOT);
    }

    @AfterAll
    static void remove() {
        if (installation != null) {
            installation.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # asked by | in the name of | minutes ago | refused
            otto       | otto           | 0           | false
            anna       | anna           | 0           | false
            otto       | otto           | 4           | false
            otto       | anna           | 0           | true
            anna       | otto           | 0           | true
            otto       | otto           | 10          | true
            otto       | otto           | -10         | true
            """)
    void asking(String user, String name, long minutesAgo, boolean refused) {
        for (var way : WayToWrite.values()) {
            var wanted = with(task(), asked(name, at(Duration.ofMinutes(minutesAgo)), ENTER), "");
            if (refused) {
                assertThatThrownBy(() -> way.write(installation.as(user), wanted))
                        .as("%s", way)
                        .hasMessageContaining("in one's own name and at the present time: set the annotations"
                                + " datamigration.dev/approval-requested-by to " + user);
            } else {
                assertThatCode(() -> way.write(installation.as(user), wanted))
                        .as("%s", way)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-11-27", "''"})
    void askingWithoutATime(String at) {
        assertThatThrownBy(() -> WayToWrite.MergePatch.write(
                        installation.as(Installation.OPERATOR), with(task(), asked("otto", at, ENTER), "")))
                .hasMessageContaining("the time now as RFC 3339, for instance 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # asked by | hours ago | for                                           | approved by | refused
            otto       | 0         | EnterForwardSwitchover                        | anna        | false
            anna       | 0         | EnterForwardSwitchover                        | arno        | false
            otto       | 7         | EnterForwardSwitchover                        | anna        | false
            otto       | 0         | StartForwardSwitchover,EnterForwardSwitchover | anna        | false
            ''         | 0         | ''                                            | argo        | false
            anna       | 0         | EnterForwardSwitchover                        | anna        | true
            ''         | 0         | ''                                            | anna        | true
            otto       | 9         | EnterForwardSwitchover                        | anna        | true
            otto       | -1        | EnterForwardSwitchover                        | anna        | true
            otto       | 0         | StartForwardSwitchover                        | anna        | true
            otto       | 0         | ''                                            | anna        | true
            """)
    void approving(String asker, long hoursAgo, String what, String approver, boolean refused) {
        for (var way : WayToWrite.values()) {
            var request =
                    asker.isEmpty() ? Map.<String, String>of() : asked(asker, at(Duration.ofHours(hoursAgo)), what);
            var wanted = with(requested(request), request, ENTERED);
            if (refused) {
                assertThatThrownBy(() -> way.write(installation.as(approver), wanted))
                        .as("%s", way)
                        .hasMessageContaining(NOT_ASKED + approver
                                + " has to ask for EnterForwardSwitchover first, and not longer than 8h ago");
            } else {
                assertThatCode(() -> way.write(installation.as(approver), wanted))
                        .as("%s", way)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aSecondPersonNeedsTheRightToApprove() {
        var request = asked(Installation.OPERATOR, at(Duration.ZERO), ENTER);
        assertThatThrownBy(() -> WayToWrite.Update.write(
                        installation.as(Installation.OTHER_OPERATOR), with(requested(request), request, ENTERED)))
                .hasMessageContaining("olga may not approve EnterForwardSwitchover");
    }

    @Test
    void askingAndApprovingInOneWriteIsNoRequestBySomebodyElse() {
        for (var way : WayToWrite.values()) {
            var wanted = with(task(), asked(Installation.APPROVER, at(Duration.ZERO), ENTER), ENTERED);
            assertThatThrownBy(() -> way.write(installation.as(Installation.APPROVER), wanted))
                    .as("%s", way)
                    .hasMessageContaining(NOT_ASKED);
        }
    }

    @Test
    void whatSomebodyElseAskedForCanBeTakenAwayAndNotChanged() {
        var request = asked(Installation.OPERATOR, at(Duration.ofHours(1)), ENTER);
        var more = asked(Installation.OPERATOR, request.get(key("at")), ENTER + ",StartForwardSwitchover");
        var later = asked(Installation.OPERATOR, at(Duration.ZERO), ENTER);
        for (var way : WayToWrite.values()) {
            for (var changed : List.of(more, later)) {
                assertThatThrownBy(() -> way.write(
                                installation.as(Installation.APPROVER), with(requested(request), changed, "")))
                        .as("%s", way)
                        .hasMessageContaining("in one's own name");
            }
        }
        var name = requested(request);
        var removed = new HashMap<String, String>();
        request.keySet().forEach(key -> removed.put(key, null));
        WayToWrite.MergePatch.write(installation.as(Installation.OTHER_APPROVER), with(name, removed, ""));
        assertThatThrownBy(() -> WayToWrite.MergePatch.write(
                        installation.as(Installation.OTHER_APPROVER), with(name, Map.of(), ENTERED)))
                .hasMessageContaining(NOT_ASKED);
    }

    /** The time is what the API server notes in the managed fields, which a client may send. */
    @Test
    void theTimeCannotBeSetBack() {
        var request = asked(Installation.OPERATOR, at(Duration.ofHours(9)), ENTER);
        var past = new ManagedFieldsEntryBuilder()
                .withManager("past")
                .withOperation("Update")
                .withApiVersion("datamigration.dev/v1alpha1")
                .withTime(at(Duration.ofHours(9)))
                .withFieldsType("FieldsV1")
                .withNewFieldsV1()
                .endFieldsV1()
                .build();
        for (var claimed : List.of(List.of(past), List.of(new ManagedFieldsEntryBuilder().build()))) {
            var name = requested(request);
            var asApprover = installation.as(Installation.APPROVER);
            var there = asApprover.resource(with(name, request, "")).get();
            there.getMetadata().setManagedFields(claimed);
            there.setAdditionalProperty("spec", Tasks.spec(ENTERED));
            assertThatThrownBy(() -> asApprover.resource(there).update())
                    .as("%s", claimed)
                    .hasMessageContaining("ValidatingAdmissionPolicy");
        }
    }

    @Test
    void othersMayWorkOnWhileARequestStands() {
        var request = asked(Installation.OPERATOR, at(Duration.ofHours(20)), ENTER);
        for (var way : WayToWrite.values()) {
            assertThatCode(() -> way.write(
                            installation.as(Installation.OTHER_OPERATOR),
                            with(requested(request), request, "maxLatencySeconds: 5")))
                    .as("%s", way)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aTaskIsNotCreatedApproved() {
        var wanted = with(name(), asked(Installation.APPROVER, at(Duration.ZERO), ENTER), ENTERED);
        assertThatThrownBy(() ->
                        installation.as(Installation.APPROVER).resource(wanted).create())
                .hasMessageContaining(NOT_ASKED);
        assertThat(installation
                        .as(ROBOT)
                        .resource(with(name(), Map.of(), ENTERED))
                        .create())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # created by | and let go by | refused
            otto         | anna          | false
            anna         | arno          | false
            anna         | anna          | true
            """)
    void batchOperations(String creator, String approver, boolean refused) {
        for (var way : WayToWrite.values()) {
            var name = name();
            installation
                    .as(creator)
                    .resource(batch(name, creator, "suspend: true"))
                    .create();
            var unsuspended = batch(name, creator, "suspend: false");
            unsuspended
                    .getMetadata()
                    .setAnnotations(installation
                            .admin()
                            .resource(inNamespace(unsuspended))
                            .get()
                            .getMetadata()
                            .getAnnotations());
            if (refused) {
                assertThatThrownBy(() -> way.write(installation.as(approver), unsuspended))
                        .as("%s", way)
                        .hasMessageContaining(
                                NOT_ASKED + approver + " has to ask for this StartForwardSwitchover first");
            } else {
                assertThatCode(() -> way.write(installation.as(approver), unsuspended))
                        .as("%s", way)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aBatchOperationIsNotCreatedApproved() {
        assertThatThrownBy(() -> installation
                        .as(Installation.APPROVER)
                        .resource(batch(name(), Installation.APPROVER, "suspend: false"))
                        .create())
                .hasMessageContaining("by creating it with spec.suspend: true");
        assertThatThrownBy(() -> installation
                        .as(Installation.APPROVER)
                        .resource(batch(name(), Installation.OPERATOR, "suspend: true"))
                        .create())
                .hasMessageContaining("in one's own name");
    }

    private static GenericKubernetesResource batch(String name, String asker, String more) {
        var batch = Tasks.resource("BatchOperation", name, Tasks.batch("StartForwardSwitchover", more));
        batch.getMetadata().setAnnotations(asked(asker, at(Duration.ZERO), ""));
        return batch;
    }

    private static GenericKubernetesResource inNamespace(GenericKubernetesResource resource) {
        resource.getMetadata().setNamespace(installation.namespace());
        return resource;
    }

    private static String task() {
        return requested(Map.of());
    }

    /** A task with a request that came about in whatever way. */
    private static String requested(Map<String, String> request) {
        return installation
                .machine()
                .resource(with(name(), request, ""))
                .create()
                .getMetadata()
                .getName();
    }

    private static GenericKubernetesResource with(
            String name, Map<String, String> annotations, String forwardSwitchover) {
        var task = Tasks.resource("MigrationTask", name, Tasks.spec(forwardSwitchover));
        task.getMetadata().setAnnotations(annotations);
        return task;
    }

    private static Map<String, String> asked(String by, String at, String what) {
        return Map.of(key("by"), by, key("at"), at, key("for"), what);
    }

    private static String key(String part) {
        return "datamigration.dev/approval-requested-" + part;
    }

    private static String at(Duration ago) {
        return Instant.now().minus(ago).toString();
    }

    private static String name() {
        return "shop-" + COUNTER.incrementAndGet();
    }
}
