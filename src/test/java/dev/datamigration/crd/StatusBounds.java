package dev.datamigration.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Bounds for what the operator writes itself, where the record gives none. They are far above what it ever writes: a status
 * that were refused could not even say so.
 */
final class StatusBounds {
    private static final int STRING = 32_768;
    private static final int LIST = 1_000;
    /** The largest whole number that JSON carries exactly everywhere. */
    private static final long NUMBER = 9_007_199_254_740_991L;

    private StatusBounds() {}

    static void add(ObjectNode schema) {
        schema.remove("x-kubernetes-validations"); // what is taken over from the spec was held against its rules there
        switch (schema.path("type").asText()) {
            case "string" -> boundString(schema);
            case "integer" -> boundNumber(schema);
            case "array" -> {
                putMissing(schema, "maxItems", LIST);
                add((ObjectNode) schema.get("items"));
            }
            default -> {}
        }
        for (JsonNode property : schema.path("properties")) {
            add((ObjectNode) property);
        }
    }

    private static void boundString(ObjectNode schema) {
        if (!schema.has("enum") && !schema.has("format")) {
            putMissing(schema, "maxLength", STRING);
        }
    }

    private static void boundNumber(ObjectNode schema) {
        putMissing(schema, "minimum", 0);
        putMissing(schema, "maximum", NUMBER);
    }

    private static void putMissing(ObjectNode schema, String name, long value) {
        if (!schema.has(name)) {
            schema.put(name, value);
        }
    }
}
