package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

/** The kinds of PATCH that need no memory of who owns what. */
final class Patches {
    private Patches() {}

    static ObjectNode jsonPatch(JsonNode current, JsonNode patch) {
        try {
            return (ObjectNode) JsonPatch.apply(patch, current);
        } catch (JsonPatchException e) {
            throw new ApiRefusal(422, "Invalid", "the server rejected our request: " + e.getMessage());
        }
    }

    /** JSON merge patch, RFC 7386. Serves as strategic merge patch too, which differs in lists of built-in kinds only. */
    static ObjectNode mergePatch(JsonNode current, JsonNode patch) {
        ObjectNode result = current.deepCopy();
        merge(result, patch);
        return result;
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (var change : patch.properties()) {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue().isObject()) {
                merge(objectAt(target, change.getKey()), change.getValue());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        }
    }

    private static ObjectNode objectAt(ObjectNode target, String name) {
        return target.get(name) instanceof ObjectNode object ? object : target.putObject(name);
    }
}
