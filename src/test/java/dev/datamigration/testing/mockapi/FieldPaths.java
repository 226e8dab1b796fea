package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Paths of the fields that somebody can own. Lists count as one field each: exact for atomic lists, an approximation for
 * sets and maps.
 */
final class FieldPaths {
    /** Fields that belong to the server, or say which object is meant. */
    private static final Set<String> SERVER_METADATA = Set.of(
            "name",
            "namespace",
            "generateName",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink");

    private FieldPaths() {}

    /** The fields of {@code resource} that its main endpoint, or its status endpoint, may set. */
    static Set<List<String>> of(JsonNode resource, boolean status) {
        var paths = new LinkedHashSet<List<String>>();
        for (var field : resource.properties()) {
            if (field.getKey().equals("metadata")) {
                field.getValue().properties().stream()
                        .filter(entry -> !status && !SERVER_METADATA.contains(entry.getKey()))
                        .forEach(entry -> collect(List.of("metadata", entry.getKey()), entry.getValue(), paths));
            } else if (!Set.of("apiVersion", "kind").contains(field.getKey())
                    && field.getKey().equals("status") == status) {
                collect(List.of(field.getKey()), field.getValue(), paths);
            }
        }
        return paths;
    }

    private static void collect(List<String> path, JsonNode value, Set<List<String>> paths) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> collect(append(path, entry.getKey()), entry.getValue(), paths));
        } else {
            paths.add(path);
        }
    }

    private static List<String> append(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    /** The value at a path; a missing node where there is none. */
    static JsonNode get(JsonNode resource, List<String> path) {
        JsonNode node = resource;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    static void set(ObjectNode resource, List<String> path, JsonNode value) {
        ObjectNode parent = resource;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = parent.get(name) instanceof ObjectNode object ? object : parent.putObject(name);
        }
        parent.set(path.get(path.size() - 1), value);
    }

    /** Removes a field, and the objects above it that became empty by that. */
    static void remove(ObjectNode resource, List<String> path) {
        List<String> parentPath = path.subList(0, path.size() - 1);
        if (get(resource, parentPath) instanceof ObjectNode parent) {
            parent.remove(path.get(path.size() - 1));
            if (parent.isEmpty() && parentPath.size() > 1) {
                remove(resource, parentPath);
            }
        }
    }
}
