package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The structural schemas of CRDs, and what a server does with them: fills in defaults and drops unknown fields. */
final class CrdSchemas {
    private record Entry(String pathPart, JsonNode schema) {}

    private final List<Entry> entries = new ArrayList<>();

    CrdSchemas(List<CustomResourceDefinition> crds) {
        for (var crd : crds) {
            for (var version : crd.getSpec().getVersions()) {
                JsonNode schema = Serialization.jsonMapper()
                        .valueToTree(version.getSchema().getOpenAPIV3Schema());
                String start = "/apis/" + crd.getSpec().getGroup() + "/" + version.getName() + "/";
                String plural = "/" + crd.getSpec().getNames().getPlural();
                entries.add(new Entry(start + "|" + plural, schema));
            }
        }
    }

    /** The schema of the custom resource at that path; none for built-in kinds. */
    Optional<JsonNode> find(String path) {
        return entries.stream()
                .filter(entry -> matches(entry.pathPart(), path))
                .map(Entry::schema)
                .findFirst();
    }

    private static boolean matches(String pathPart, String path) {
        String[] parts = pathPart.split("\\|");
        return path.startsWith(parts[0]) && (path + "/").contains(parts[1] + "/");
    }

    /** Structural defaulting and pruning, as the API server does it before validation. */
    static void complete(ObjectNode resource, JsonNode schema) {
        for (String part : List.of("spec", "status")) {
            completeProperty(resource, part, schema.path("properties").path(part));
        }
    }

    private static void completeProperty(ObjectNode parent, String name, JsonNode schema) {
        boolean missing = parent.path(name).isMissingNode() || parent.path(name).isNull();
        if (missing && schema.has("default")) {
            parent.set(name, schema.get("default").deepCopy());
        } else if (missing && !schema.path("nullable").asBoolean()) {
            parent.remove(name);
        }
        completeValue(parent.path(name), schema);
    }

    private static void completeValue(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object && schema.has("properties")) {
            JsonNode properties = schema.get("properties");
            dropUnknown(object, properties);
            properties.fieldNames().forEachRemaining(name -> completeProperty(object, name, properties.get(name)));
        } else if (value.isObject()) {
            value.forEach(child -> completeValue(child, schema.path("additionalProperties")));
        } else if (value.isArray()) {
            value.forEach(item -> completeValue(item, schema.path("items")));
        }
    }

    private static void dropUnknown(ObjectNode object, JsonNode properties) {
        var names = object.properties().stream().map(e -> e.getKey()).collect(Collectors.toList());
        names.removeIf(properties::has);
        object.remove(names);
    }
}
