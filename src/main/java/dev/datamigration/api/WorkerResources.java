package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Resources of a container, as Kubernetes has them; either may be null. */
public record WorkerResources(
        @Size(max = 20)
        @JsonPropertyDescription("What is set aside for the worker, for instance cpu: 1 and memory: 1Gi.")
        Map<String, Quantity> requests,

        @Size(max = 20) @JsonPropertyDescription("What the worker may use at most.")
        Map<String, Quantity> limits) {}
