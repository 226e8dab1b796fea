package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who owns which fields: {@code metadata.managedFields}, read and written in the server's own format. */
final class ManagedFields {
    /** One owner: {@code operation} is Apply or Update, {@code subresource} is empty or status. */
    record Owner(String manager, String operation, String subresource) {}

    private final Map<Owner, Set<List<String>>> fields = new LinkedHashMap<>();
    private final Map<Owner, String> times = new LinkedHashMap<>();

    static ManagedFields of(JsonNode resource) {
        var result = new ManagedFields();
        for (JsonNode entry : resource.path("metadata").path("managedFields")) {
            var owner = new Owner(
                    entry.path("manager").asText(),
                    entry.path("operation").asText(),
                    entry.path("subresource").asText());
            var paths = new LinkedHashSet<List<String>>();
            decode(entry.path("fieldsV1"), List.of(), paths);
            result.fields.put(owner, paths);
            result.times.put(owner, entry.path("time").asText());
        }
        return result;
    }

    Map<Owner, Set<List<String>>> owners() {
        return fields;
    }

    Set<List<String>> ownedBy(Owner owner) {
        return fields.getOrDefault(owner, Set.of());
    }

    boolean isOwnedByOther(Owner owner, List<String> path) {
        return fields.entrySet().stream()
                .anyMatch(entry ->
                        !entry.getKey().equals(owner) && entry.getValue().contains(path));
    }

    /** {@code owner} now owns exactly these. */
    void assign(Owner owner, Set<List<String>> paths) {
        if (!ownedBy(owner).equals(paths)) {
            fields.put(owner, new LinkedHashSet<>(paths));
            touch(owner);
        }
    }

    /** {@code owner} set these fields to other values: they are its own now, and nobody else's. */
    void takeOver(Owner owner, Set<List<String>> paths) {
        fields.forEach((other, owned) -> {
            if (!other.equals(owner)) {
                owned.removeAll(paths);
            }
        });
        if (!paths.isEmpty()) {
            fields.computeIfAbsent(owner, o -> new LinkedHashSet<>()).addAll(paths);
            touch(owner);
        }
    }

    void forget(Set<List<String>> paths) {
        fields.values().forEach(owned -> owned.removeAll(paths));
    }

    private void touch(Owner owner) {
        times.put(owner, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    void writeTo(ObjectNode resource) {
        fields.values().removeIf(Set::isEmpty);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        fields.forEach((owner, paths) -> {
            ObjectNode entry = list.addObject();
            entry.put("manager", owner.manager()).put("operation", owner.operation());
            entry.put("apiVersion", resource.path("apiVersion").asText()).put("time", times.get(owner));
            entry.put("fieldsType", "FieldsV1").set("fieldsV1", encode(paths));
            if (!owner.subresource().isEmpty()) {
                entry.put("subresource", owner.subresource());
            }
        });
        ((ObjectNode) resource.get("metadata")).set("managedFields", list);
    }

    private static ObjectNode encode(Set<List<String>> paths) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (List<String> path : paths) {
            ObjectNode node = root;
            for (String name : path) {
                node = node.get("f:" + name) instanceof ObjectNode child ? child : node.putObject("f:" + name);
            }
        }
        return root;
    }

    private static void decode(JsonNode node, List<String> path, Set<List<String>> paths) {
        if (node.isEmpty() && !path.isEmpty()) {
            paths.add(path);
        }
        for (var child : node.properties()) {
            var longer = new ArrayList<>(path);
            longer.add(child.getKey().substring(2));
            decode(child.getValue(), List.copyOf(longer), paths);
        }
    }
}
