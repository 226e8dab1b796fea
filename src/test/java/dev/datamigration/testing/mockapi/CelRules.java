package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code x-kubernetes-validations} of a schema, evaluated as the API server does: a rule that names {@code oldSelf}
 * counts for updates only. Unlike there, the order of a set matters and nothing is typed.
 */
final class CelRules {
    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .build();

    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    /** What is wrong with {@code value}, as {@code path: message}; {@code old} is null for a create. */
    List<String> violations(JsonNode schema, JsonNode value, JsonNode old) {
        var found = new ArrayList<String>();
        check("", schema, value, Optional.ofNullable(old).filter(JsonNode::isObject), found);
        return found;
    }

    private void check(String path, JsonNode schema, JsonNode value, Optional<JsonNode> old, List<String> found) {
        var rules = schema.path("x-kubernetes-validations");
        var variables = rules.isEmpty() ? Map.<String, Object>of() : variables(value, old);
        for (JsonNode rule : rules) {
            if (!holds(rule.path("rule").asText(), variables)) {
                found.add(path + ": Invalid value: " + rule.path("message").asText());
            }
        }
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            if (value.has(name)) {
                String inner = path.isEmpty() ? name : path + "." + name;
                check(inner, property.getValue(), value.get(name), old.map(o -> o.get(name)), found);
            }
        }
        if (value.isArray()) {
            // Items of an atomic list have no predecessor.
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", schema.path("items"), value.get(i), Optional.empty(), found);
            }
        }
    }

    private static Map<String, Object> variables(JsonNode value, Optional<JsonNode> old) {
        var variables = new HashMap<String, Object>();
        variables.put("self", plain(value));
        old.ifPresent(o -> variables.put("oldSelf", plain(o)));
        return variables;
    }

    private boolean holds(String rule, Map<String, Object> variables) {
        boolean comparesWithOld = rule.contains("oldSelf");
        if (comparesWithOld && !variables.containsKey("oldSelf")) {
            return true;
        }
        try {
            return (Boolean) programs.computeIfAbsent(rule, CelRules::compile).eval(variables);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("rule fails: " + rule, e);
        }
    }

    private static CelRuntime.Program compile(String rule) {
        try {
            return CEL.createProgram(CEL.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("not CEL: " + rule, e);
        }
    }

    /** As CEL's Java runtime takes values: every whole number a Long. */
    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            var map = new HashMap<String, Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.isBoolean()
                ? (Object) node.booleanValue()
                : Serialization.jsonMapper().convertValue(node, Object.class);
    }
}
