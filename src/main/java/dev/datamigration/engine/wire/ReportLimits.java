package dev.datamigration.engine.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.OneLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Says what each text and each list of a report may hold, by the name of its field. A worker is not trusted: what it says comes
 * into the status, events, alerts and the log, which it must neither fill nor break. What is longer is cut; a time that is
 * none, and elements of lists that are not there, are left out.
 */
final class ReportLimits {
    private static final int WORD = 100;
    private static final int NAME = 1_000;

    /** Of the precheck, which writes out twenty problems of a kind. */
    private static final int MESSAGE = 10_000;

    private static final int SQL = 20_000;

    /** The largest number of seconds that is a time with a year of four digits. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9T:.-]{14,30}Z");

    /** Moments: RFC 3339, or seconds. */
    static final Set<String> TIMES = Set.of(
            "since",
            "next",
            "at",
            "checkedAt",
            "checkpointTimestamp",
            "comparedAt",
            "committedAt",
            "oldestComparedAt",
            "startedAt",
            "completedAt",
            "firstAt",
            "lastAt",
            "unverifiedSince");

    /** Texts; one that is to be run keeps its lines. */
    static final Map<String, UnaryOperator<String>> TEXTS = Map.ofEntries(
            Map.entry("stage", line(WORD)),
            Map.entry("position", line(WORD)),
            Map.entry("applied", line(WORD)),
            Map.entry("systemIdentifier", line(WORD)),
            Map.entry("kind", line(WORD)),
            Map.entry("code", line(WORD)),
            Map.entry("accept", line(NAME)),
            Map.entry("name", line(NAME)),
            Map.entry("table", line(NAME)),
            Map.entry("target", line(NAME)),
            Map.entry("notCarried", line(NAME)),
            Map.entry("added", line(NAME)),
            Map.entry("removed", line(NAME)),
            Map.entry("corrections", line(NAME)),
            Map.entry("script", line(NAME)),
            Map.entry("problem", line(NAME)),
            Map.entry("holder", line(NAME)),
            Map.entry("change", line(NAME)),
            Map.entry("reason", line(MESSAGE)),
            Map.entry("message", line(MESSAGE)),
            Map.entry("remedy", lines(SQL)),
            Map.entry("sql", lines(SQL)),
            Map.entry("leftBehind", lines(MESSAGE)),
            Map.entry("kept", lines(NAME)),
            Map.entry("sequences", lines(SQL)));

    /** Elements of lists. */
    static final Map<String, Integer> LISTS = Map.ofEntries(
            Map.entry("items", 500),
            Map.entry("notCarried", 100),
            Map.entry("largest", 20),
            Map.entry("objects", 200),
            Map.entry("tableResults", 100),
            Map.entry("differences", 20),
            Map.entry("structureChanges", IncrementalStatus.MOST_STRUCTURE_CHANGES),
            Map.entry("lateWrites", 5_000),
            Map.entry("notWatched", 6),
            Map.entry("leftBehind", 20),
            Map.entry("kept", 2),
            Map.entry("added", 20),
            Map.entry("removed", 20));

    private ReportLimits() {}

    /** Cuts everything below, in place. */
    static void apply(JsonNode at) {
        if (at instanceof ObjectNode object) {
            apply(object);
        } else if (at instanceof ArrayNode list) {
            list.forEach(ReportLimits::apply);
        }
    }

    private static void apply(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var value = limited(name, object.get(name));
            object.set(name, value);
            apply(value);
        }
    }

    private static JsonNode limited(String name, JsonNode value) {
        if (value instanceof ArrayNode list) {
            return limited(name, list);
        }
        if (TIMES.contains(name)) {
            return isTime(value) ? value : NullNode.getInstance();
        }
        return value.isTextual()
                ? TextNode.valueOf(TEXTS.getOrDefault(name, line(WORD)).apply(value.textValue()))
                : value;
    }

    private static ArrayNode limited(String name, ArrayNode list) {
        var kept = list.arrayNode();
        for (var element : list) {
            if (kept.size() < LISTS.getOrDefault(name, 0) && !element.isNull() && !element.isArray()) {
                kept.add(limited(name, element));
            }
        }
        return kept;
    }

    private static boolean isTime(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue() >= 0 && value.doubleValue() <= LAST_SECOND;
        }
        try {
            return value.isTextual()
                    && TIME.matcher(value.textValue()).matches()
                    && Instant.parse(value.textValue()) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static UnaryOperator<String> line(int most) {
        return text -> Cut.to(most, OneLine.of(text));
    }

    private static UnaryOperator<String> lines(int most) {
        return text -> Cut.to(most, text);
    }
}
