package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.testing.mockapi.ManagedFields.Owner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** What the server says about any object, whatever its kind: names, versions, deletion, status and ownership. */
final class ObjectRules {
    /** Metadata that a client cannot change. */
    private static final List<String> FIXED = List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion");

    private ObjectRules() {}

    /** The object to store: what is wanted, as far as the endpoint may change it. */
    static ObjectNode next(ObjectNode current, ObjectNode wanted, boolean onStatus, boolean statusIsSubresource) {
        ObjectNode next = onStatus ? current.deepCopy() : wanted.deepCopy();
        if (onStatus || statusIsSubresource) {
            copy(onStatus ? wanted : current, next, "status");
        }
        FIXED.forEach(name -> copy(metadata(current), metadata(next), name));
        copy(metadata(wanted), metadata(next), "managedFields");
        return next;
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        if (from.has(name)) {
            to.set(name, from.get(name).deepCopy());
        } else {
            to.remove(name);
        }
    }

    /** Records that the caller's manager owns what it changed, and returns {@code after}. */
    static ObjectNode claim(ObjectNode before, ObjectNode after, ApiCall call) {
        boolean status = call.isStatus();
        var managed = ManagedFields.of(after);
        var changed = new LinkedHashSet<>(FieldPaths.of(after, status));
        if (before != null) {
            changed.removeIf(path -> FieldPaths.get(after, path).equals(FieldPaths.get(before, path)));
            var gone = new LinkedHashSet<>(FieldPaths.of(before, status));
            gone.removeAll(FieldPaths.of(after, status));
            managed.forget(gone);
        }
        managed.takeOver(new Owner(call.fieldManager(), "Update", status ? "status" : ""), changed);
        managed.writeTo(after);
        return after;
    }

    static void keepManagedFields(ObjectNode current, ObjectNode wanted) {
        copy(metadata(current), metadata(wanted), "managedFields");
    }

    static void removeManagedFields(ObjectNode resource) {
        metadata(resource).remove("managedFields");
    }

    /** An update of a custom resource has to say which version it is based on. */
    static void requireVersion(JsonNode resource) {
        if (resource.path("metadata").path("resourceVersion").asText().isEmpty()) {
            throw new ApiRefusal(
                    422, "Invalid", "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
        }
    }

    static void refuseStale(ObjectNode current, ObjectNode wanted) {
        String based = wanted.path("metadata").path("resourceVersion").asText();
        if (!based.isEmpty()
                && !based.equals(metadata(current).path("resourceVersion").asText())) {
            throw new ApiRefusal(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on \""
                            + metadata(current).path("name").asText()
                            + "\": the object has been modified; please apply your changes to the latest version and"
                            + " try again");
        }
    }

    static boolean hasFinalizers(ObjectNode resource) {
        return !metadata(resource).path("finalizers").isEmpty();
    }

    static boolean isDeleting(ObjectNode resource) {
        return metadata(resource).hasNonNull("deletionTimestamp");
    }

    /** As the server does it, a deletion that has to wait counts as a change of what is wanted. */
    static void markForDeletion(ObjectNode resource, long resourceVersion) {
        ObjectNode metadata = metadata(resource);
        metadata.put(
                "deletionTimestamp",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.put("deletionGracePeriodSeconds", 0);
        metadata.put("generation", metadata.path("generation").asLong() + 1);
        metadata.put("resourceVersion", Long.toString(resourceVersion));
    }

    static void nameIfGenerated(ObjectNode resource) {
        ObjectNode metadata = metadata(resource);
        if (metadata.path("name").asText().isEmpty() && metadata.has("generateName")) {
            String suffix = UUID.randomUUID().toString().substring(0, 5);
            metadata.put("name", metadata.get("generateName").asText() + suffix);
        }
    }

    /** An object with nothing in it but which one it is, for an apply that creates. */
    static ObjectNode identityOf(JsonNode configuration) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.set("apiVersion", configuration.path("apiVersion"));
        resource.set("kind", configuration.path("kind"));
        ObjectNode metadata = resource.putObject("metadata");
        copy((ObjectNode) configuration.path("metadata"), metadata, "name");
        copy((ObjectNode) configuration.path("metadata"), metadata, "namespace");
        return resource;
    }

    private static ObjectNode metadata(ObjectNode resource) {
        return (ObjectNode) resource.path("metadata");
    }
}
