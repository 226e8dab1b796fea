package dev.datamigration.kubernetes.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class PodDiagnosisTest {
    @Test
    void saysWhyAPodIsNotScheduled() {
        Pod pod = new PodBuilder()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available")
                .endCondition()
                .endStatus()
                .build();
        assertThat(PodDiagnosis.of(pod)).isEqualTo("its pod is Pending: Unschedulable, 0/3 nodes are available");
    }

    @Test
    void saysWhatAContainerWaitsFor() {
        Pod pod = new PodBuilder()
                .withNewStatus()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        assertThat(PodDiagnosis.of(pod)).isEqualTo("its pod is Pending: ImagePullBackOff");
    }

    @Test
    void aPodThatRunsJustRuns() {
        assertThat(PodDiagnosis.of(new PodBuilder()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build()))
                .isEqualTo("its pod is Running");
    }

    @Test
    void aPodThatIsBeingSetUpIsNotStuckAndOneThatCannotBeginIs() {
        assertThat(PodDiagnosis.isStuck(waiting("ContainerCreating"))).isFalse();
        assertThat(PodDiagnosis.isStuck(waiting("ErrImagePull"))).isTrue();
        assertThat(PodDiagnosis.hasEnded(waiting("CrashLoopBackOff"))).isTrue();
    }

    @Test
    void aPodThatIsDeletedOrEvictedHasEnded() {
        assertThat(PodDiagnosis.hasEnded(new PodBuilder()
                        .withNewMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build()))
                .isTrue();
        assertThat(PodDiagnosis.hasEnded(new PodBuilder()
                        .withNewMetadata()
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .endStatus()
                        .build()))
                .isTrue();
    }

    private static Pod waiting(String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withName("worker")
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
