package dev.datamigration.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;

/**
 * The generator writes a rule twice where it finds it on a record's component and on its field. The API server takes that
 * from a create, but no server-side apply: there, rules are told apart by their text.
 */
final class RepeatedRules {
    private RepeatedRules() {}

    static void remove(JsonNode schema) {
        if (schema.path("x-kubernetes-validations") instanceof ArrayNode rules) {
            var seen = new HashSet<String>();
            rules.removeIf(rule -> !seen.add(rule.path("rule").asText()));
        }
        schema.forEach(RepeatedRules::remove);
    }
}
