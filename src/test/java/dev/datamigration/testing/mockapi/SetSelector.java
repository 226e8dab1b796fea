package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code key in (a,b)} and {@code key notin (a,b)} parts of a label selector, which fabric8's server ignores. */
record SetSelector(List<Requirement> requirements) {
    private static final Pattern REQUIREMENT = Pattern.compile("([^,\\s]+) (in|notin) \\(([^)]*)\\)");

    record Requirement(String key, boolean in, List<String> values) {
        boolean matches(JsonNode labels) {
            return in == values.contains(labels.path(key).asText(null));
        }
    }

    static SetSelector of(String pathWithQuery) {
        String query = Optional.ofNullable(URI.create(pathWithQuery).getQuery()).orElse("");
        Matcher matcher = REQUIREMENT.matcher(query.replace("labelSelector=", "labelSelector=,"));
        return new SetSelector(matcher.results()
                .map(m -> new Requirement(
                        m.group(1),
                        m.group(2).equals("in"),
                        Arrays.stream(m.group(3).split(",")).map(String::strip).toList()))
                .toList());
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    boolean matches(JsonNode resource) {
        JsonNode labels = resource.path("metadata").path("labels");
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }
}
