package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/** An operator reads tasks of newer CRDs. */
class NewerFieldsTest {
    private static final String TASK = """
            {"apiVersion": "datamigration.dev/v1alpha1", "kind": "MigrationTask", "metadata": {"name": "shop"},
             "spec": {"objects": {"include": ["public.*"], "ofTomorrow": {"a": 1}}, "alsoNew": true},
             "status": {"state": "Running", "newest": [1]}}
            """;

    @Test
    void whatItDoesNotKnowIsLeftOut() {
        var mapper = new ObjectMapper();
        new NewerFields().customize(mapper);
        var task = new KubernetesSerialization(mapper, true).unmarshal(TASK, MigrationTask.class);
        assertThat(task.getSpec().objects().include()).containsExactly("public.*");
        assertThat(task.getStatus().state()).isEqualTo(TaskState.Running);
    }

    @Test
    void aClientByItselfWouldNotReadIt() {
        var plain = new KubernetesSerialization(new ObjectMapper(), true);
        assertThatThrownBy(() -> plain.unmarshal(TASK, MigrationTask.class)).hasStackTraceContaining("ofTomorrow");
    }
}
