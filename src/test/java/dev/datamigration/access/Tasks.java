package dev.datamigration.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people would write: only the fields that they mean. */
final class Tasks {
    private Tasks() {}

    /** @param forwardSwitchover the inside of a flow mapping; the field is left out where it is blank */
    static Map<String, Object> spec(String forwardSwitchover) {
        var spec = new HashMap<String, Object>();
        if (!forwardSwitchover.isBlank()) {
            spec.put("forwardSwitchover", parsed(forwardSwitchover));
            // rounds back and forth need it, and it cannot be added later
            spec.put(
                    "migrationTypes", List.of("Schema", "Full", "Incremental", "FullVerification", "ReverseIncrement"));
        }
        return spec;
    }

    static Map<String, Object> batch(String operation, String more) {
        var spec = parsed(more);
        spec.put("operation", operation);
        spec.put("selector", Map.of());
        if (operation.equals("StartForwardSwitchover")) {
            spec.put("forwardSwitchover", Map.of("step", "ConfirmSourceWritesStopped", "action", "Confirm"));
        }
        return spec;
    }

    static GenericKubernetesResource resource(String kind, String name, Map<String, Object> spec) {
        var resource = new GenericKubernetesResource();
        resource.setApiVersion("datamigration.dev/v1alpha1");
        resource.setKind(kind);
        resource.setMetadata(new ObjectMetaBuilder().withName(name).build());
        resource.setAdditionalProperty("spec", spec);
        return resource;
    }

    private static Map<String, Object> parsed(String inside) {
        try {
            return Serialization.yamlMapper()
                    .readValue("{" + inside + "}", new TypeReference<HashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(inside, e);
        }
    }
}
