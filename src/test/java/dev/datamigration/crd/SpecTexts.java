package dev.datamigration.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;

/** Adds default and bounds of each field to its description: {@code kubectl explain} shows nothing else of them. */
final class SpecTexts {
    private SpecTexts() {}

    static void complete(ObjectNode schema) {
        for (var property : schema.path("properties")) {
            describe((ObjectNode) property);
            complete((ObjectNode) property);
        }
        for (var child : new String[] {"items", "additionalProperties"}) {
            if (schema.get(child) instanceof ObjectNode nested) {
                complete(nested);
            }
        }
    }

    private static void describe(ObjectNode field) {
        var text = new StringJoiner(" ");
        text.add(field.path("description").asText());
        range(field, text);
        sizes(field, text);
        if (field.has("default") && !isEmpty(field.get("default"))) {
            text.add("Default: %s.".formatted(written(field.get("default"))));
        }
        field.put("description", text.toString());
    }

    private static void range(ObjectNode field, StringJoiner text) {
        if (field.has("minimum") && field.has("maximum")) {
            text.add("From %s to %s.".formatted(number(field, "minimum"), number(field, "maximum")));
        }
    }

    private static void sizes(ObjectNode field, StringJoiner text) {
        size(field, text, "maxLength", "character");
        size(field, text, "maxItems", "entry");
        size(field, text, "maxProperties", "entry");
    }

    private static void size(ObjectNode field, StringJoiner text, String bound, String unit) {
        if (field.has(bound)) {
            var most = field.get(bound).asLong();
            text.add(
                    "At most %s %s%s.".formatted(number(field, bound), most == 1 ? unit : plural(unit), ofEach(field)));
        }
    }

    /** The bound of what a list or a map holds: a field of its own would tell it itself. */
    private static String ofEach(ObjectNode field) {
        var entry = field.has("items") ? field.get("items") : field.path("additionalProperties");
        return entry.has("maxLength") ? " of at most " + entry.get("maxLength").asLong() + " characters" : "";
    }

    private static String plural(String unit) {
        return unit.equals("entry") ? "entries" : unit + "s";
    }

    private static String number(ObjectNode field, String bound) {
        return Long.toString(field.get(bound).asLong());
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }

    private static String written(JsonNode value) {
        if (value.isArray()) {
            var items = new StringJoiner(", ");
            value.forEach(item -> items.add(item.asText()));
            return items.toString();
        }
        return value.asText();
    }
}
