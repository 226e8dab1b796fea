package dev.datamigration.testing.traffic;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to an API server, in the words of its own audit log.
 *
 * @param verb get, list, watch, create, update, patch or delete
 * @param resource such as {@code migrationtasks} or {@code migrationtasks/status}; the path where it is no resource
 */
public record ApiRequest(String verb, String resource) implements Comparable<ApiRequest> {
    private static final Pattern RESOURCE = Pattern.compile(
            "(?:/api/v1|/apis/[^/]+/[^/]+)/(?:namespaces/[^/]+/(?=[^/]))?(?<kind>[^/?]+)(?<name>/[^/?]+)?(?<sub>/[^/?]+)?");
    private static final Pattern WATCH = Pattern.compile("[?&]watch=(true|1)");
    private static final Map<String, String> WRITES =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    /** From the first line of an HTTP request, as in {@code GET /api/v1/pods?watch=true HTTP/1.1}. */
    public static ApiRequest of(String requestLine) {
        var parts = requestLine.split(" ");
        var target = parts[1];
        var path = target.replaceAll("\\?.*", "");
        var resource = RESOURCE.matcher(path);
        if (!resource.matches()) {
            return new ApiRequest(WRITES.getOrDefault(parts[0], "get"), path);
        }
        var sub = resource.group("sub") == null ? "" : resource.group("sub");
        return new ApiRequest(verb(parts[0], target, resource.group("name") != null), resource.group("kind") + sub);
    }

    private static String verb(String method, String target, boolean ofOne) {
        if (WATCH.matcher(target).find()) {
            return "watch";
        }
        return WRITES.getOrDefault(method, ofOne ? "get" : "list");
    }

    @Override
    public int compareTo(ApiRequest other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return verb + " " + resource;
    }
}
