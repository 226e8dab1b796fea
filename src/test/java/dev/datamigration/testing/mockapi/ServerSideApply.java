package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.testing.mockapi.ManagedFields.Owner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Server-side apply: merges the fields of a configuration under their owner, and drops those it no longer names. */
final class ServerSideApply {
    private final Owner owner;
    private final boolean forced;
    private final boolean status;

    ServerSideApply(String manager, boolean forced, boolean status) {
        this.owner = new Owner(manager, "Apply", status ? "status" : "");
        this.forced = forced;
        this.status = status;
    }

    /** The object after applying {@code configuration} to {@code current}, with its managed fields. */
    ObjectNode apply(JsonNode current, JsonNode configuration) {
        Set<List<String>> applied = FieldPaths.of(configuration, status);
        var managed = ManagedFields.of(current);
        Set<List<String>> conflicts = conflicts(managed, current, configuration, applied);
        ObjectNode result = current.deepCopy();
        applied.forEach(path -> FieldPaths.set(result, path, FieldPaths.get(configuration, path)));
        Set<List<String>> dropped = dropped(managed, applied);
        dropped.forEach(path -> FieldPaths.remove(result, path));
        managed.takeOver(owner, conflicts);
        managed.assign(owner, applied);
        managed.writeTo(result);
        copyVersion(configuration, result);
        return result;
    }

    private Set<List<String>> conflicts(
            ManagedFields managed, JsonNode current, JsonNode configuration, Set<List<String>> applied) {
        var conflicts = new LinkedHashSet<List<String>>();
        var with = new TreeSet<String>();
        managed.owners().forEach((other, owned) -> {
            if (!other.equals(owner)) {
                owned.stream()
                        .filter(applied::contains)
                        .filter(path -> !FieldPaths.get(current, path).equals(FieldPaths.get(configuration, path)))
                        .forEach(path -> {
                            conflicts.add(path);
                            with.add("\"" + other.manager() + "\": ." + String.join(".", path));
                        });
            }
        });
        if (!conflicts.isEmpty() && !forced) {
            throw new ApiRefusal(
                    409,
                    "Conflict",
                    "Apply failed with " + conflicts.size() + " conflict(s): conflict with " + String.join(", ", with));
        }
        return conflicts;
    }

    private Set<List<String>> dropped(ManagedFields managed, Set<List<String>> applied) {
        var dropped = new LinkedHashSet<>(managed.ownedBy(owner));
        dropped.removeAll(applied);
        dropped.removeIf(path -> managed.isOwnedByOther(owner, path));
        return dropped;
    }

    /** A configuration with a resource version is meant for that version only. */
    private static void copyVersion(JsonNode configuration, ObjectNode result) {
        JsonNode version = configuration.path("metadata").path("resourceVersion");
        if (version.isTextual()) {
            ((ObjectNode) result.get("metadata")).set("resourceVersion", version);
        }
    }
}
