package dev.datamigration.supply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One library that the operator is shipped with, as the SBOM has it. */
record Dependency(String name, String version, String licences) implements Comparable<Dependency> {

    static Dependency of(JsonNode component) {
        return new Dependency(
                component.path("group").asText() + ":" + component.path("name").asText(),
                component.path("version").asText(),
                StreamSupport.stream(component.path("licenses").spliterator(), false)
                        .map(Dependency::licence)
                        .collect(Collectors.joining(" or ")));
    }

    private static String licence(JsonNode entry) {
        var licence = entry.path("license");
        var named = licence.path("id").asText(licence.path("name").asText(""));
        return named.isEmpty() ? entry.path("expression").asText() : named;
    }

    /** Whether it may be shipped with software under the Apache licence: one of its licences is permissive. */
    boolean mayBeShipped() {
        var text = licences.toLowerCase(Locale.ROOT);
        return text.matches(".*(apache|mit\\b|bsd|cc0|bouncy castle|classpath[- ]exception).*");
    }

    String row() {
        var fixedIn = Advisories.fixedIn(name);
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name, version, licences, fixedIn == null ? "none known" : "none known from " + fixedIn + " on");
    }

    /** Whether an advisory is known of this very version. */
    boolean hasAdvisory() {
        var fixedIn = Advisories.fixedIn(name);
        return fixedIn != null && Advisories.isBefore(version, fixedIn);
    }

    @Override
    public int compareTo(Dependency other) {
        return name.compareTo(other.name);
    }
}
