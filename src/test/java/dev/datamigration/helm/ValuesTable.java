package dev.datamigration.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The table of all values in the chart's README: what the schema says of each, and its default. */
final class ValuesTable {
    private static final String HEAD = "| Value | Default | |\n|---|---|---|\n";

    private final JsonNode schema;
    private final JsonNode defaults;

    ValuesTable(JsonNode schema, JsonNode defaults) {
        this.schema = schema;
        this.defaults = defaults;
    }

    String markdown() {
        var text = new StringBuilder(HEAD);
        rows("", schema, defaults, text);
        return text.toString();
    }

    private static void rows(String path, JsonNode schema, JsonNode value, StringBuilder text) {
        if (schema.path("properties").isEmpty()) {
            text.append("| `%s` | %s | %s |%n"
                    .formatted(path, shown(value), schema.path("description").asText("?")));
            return;
        }
        schema.path("properties")
                .properties()
                .forEach(child -> rows(
                        path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                        child.getValue(),
                        value.path(child.getKey()),
                        text));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() || value.asText("?").isEmpty() && value.isTextual()
                ? ""
                : "`" + (value.isTextual() ? value.asText() : value.toString().replace("\"", "")) + "`";
    }

    /** Paths of values that the schema does not know. */
    Map<String, JsonNode> strangers() {
        var strangers = new TreeMap<String, JsonNode>();
        collect("", schema, defaults, strangers);
        return strangers;
    }

    private static void collect(String path, JsonNode schema, JsonNode value, Map<String, JsonNode> strangers) {
        if (schema.isMissingNode()) {
            strangers.put(path, value);
        } else if (!schema.path("properties").isEmpty()) {
            value.properties()
                    .forEach(child -> collect(
                            path + "." + child.getKey(),
                            schema.path("properties").path(child.getKey()),
                            child.getValue(),
                            strangers));
        }
    }
}
