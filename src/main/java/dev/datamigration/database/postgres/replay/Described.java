package dev.datamigration.database.postgres.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.database.table.TableName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An object, or a part of one, as the source's event triggers describe it. */
record Described(JsonNode json) {

    /** Null where nothing is described. */
    static Described of(JsonNode json) {
        return json == null || json.isNull() || json.isMissingNode() ? null : new Described(json);
    }

    /** Null where it is not set. */
    String text(String key) {
        var value = json.path(key);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    boolean is(String key) {
        return json.path(key).asBoolean(false);
    }

    String name() {
        return text("name");
    }

    /** Of an object with a schema. */
    TableName qualified() {
        return new TableName(text("schema"), text("name"));
    }

    /** What it names there, or null. */
    Described part(String key) {
        return of(json.path(key));
    }

    boolean isTable() {
        return "r".equals(text("kind")) || "p".equals(text("kind"));
    }

    boolean isView() {
        return "v".equals(text("kind")) || "m".equals(text("kind"));
    }

    boolean isPartition() {
        return text("bound") != null;
    }

    /** Its parts by the numbers or OIDs that tell them apart for as long as they live, in that order. */
    Map<String, Described> parts(String key) {
        var parts = new TreeMap<String, Described>(Comparator.comparingLong(Long::parseLong));
        json.path(key).properties().forEach(entry -> parts.put(entry.getKey(), of(entry.getValue())));
        return new LinkedHashMap<>(parts);
    }

    /** The table that it is a part or child of, or null. */
    TableName parent() {
        return parts("parents").values().stream()
                .map(Described::qualified)
                .findFirst()
                .orElse(null);
    }

    static boolean same(Described one, Described other, String key) {
        return Objects.equals(one.text(key), other.text(key));
    }
}
