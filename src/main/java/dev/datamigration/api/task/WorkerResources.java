package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.LabelRequirement;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Resources of a container, as Kubernetes has them; either may be null. */
public record WorkerResources(
        @Size(max = 20)
        @ValidationRule(
                value = WorkerResources.NAMES,
                message =
                        "a resource is cpu, memory, ephemeral-storage, hugepages-… or the name of an extended resource with its"
                                + " domain, for instance example.com/gpu")
        @ValidationRule(value = WorkerResources.MEMORY, message = WorkerResources.MEMORY_MESSAGE)
        @JsonPropertyDescription("What is set aside for the worker, for instance cpu: 1 and memory: 1Gi.")
        Map<String, Quantity> requests,

        @Size(max = 20)
        @ValidationRule(
                value = WorkerResources.NAMES,
                message =
                        "a resource is cpu, memory, ephemeral-storage, hugepages-… or the name of an extended resource with its"
                                + " domain, for instance example.com/gpu")
        @ValidationRule(value = WorkerResources.MEMORY, message = WorkerResources.MEMORY_MESSAGE)
        @JsonPropertyDescription("What the worker may use at most.")
        Map<String, Quantity> limits) {
    static final String NAMES = "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage']"
            + " || k.matches('^hugepages-[0-9]+[KMGT]i$') || (k.contains('/') && k.matches('" + LabelRequirement.KEY
            + "')))";

    static final String MEMORY = "!('memory' in self) || !string(self['memory']).matches('^[0-9.]+m$|^[0-9.]{1,7}$')";

    static final String MEMORY_MESSAGE =
            "memory is counted in bytes, and a worker needs some hundred million of them: write for"
                    + " instance 512Mi or 1Gi (m stands for a thousandth)";
}
