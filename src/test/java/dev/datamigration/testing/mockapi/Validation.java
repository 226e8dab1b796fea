package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the API server checks before it stores a custom resource: its schema and then, if that is met, its CEL rules. */
final class Validation {
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);
    /** By the schema's own identity: reading one again for each request takes most of a test's time. */
    private final Map<JsonNode, JsonSchema> read = new IdentityHashMap<>();

    private final CelRules rules = new CelRules();

    /** Refuses {@code resource} with 422 and all that is wrong with it. */
    void refuseInvalid(JsonNode schema, JsonNode resource, JsonNode old) {
        List<String> problems = structural(schema, resource);
        if (problems.isEmpty()) {
            problems = rules.violations(schema, resource, old);
        }
        if (!problems.isEmpty()) {
            String name = resource.at("/metadata/name").asText();
            throw new ApiRefusal(
                    422,
                    "Invalid",
                    resource.path("kind").asText() + " \"" + name + "\" is invalid: " + String.join(", ", problems));
        }
    }

    private List<String> structural(JsonNode schema, JsonNode resource) {
        var problems = new ArrayList<String>();
        read.computeIfAbsent(schema, schemas::getSchema)
                .validate(resource)
                .forEach(message -> problems.add(inWordsOfTheServer(message)));
        duplicates("", schema, resource, problems);
        return problems;
    }

    private static String inWordsOfTheServer(ValidationMessage message) {
        String field = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        return switch (message.getType()) {
            case "required" -> (field.isEmpty() ? "" : field + ".") + message.getProperty() + ": Required value";
            default -> field + ": " + message.getMessage().replaceFirst("^[^:]*: ", "");
        };
    }

    private static void duplicates(String path, JsonNode schema, JsonNode value, List<String> problems) {
        boolean isSet = schema.path("x-kubernetes-list-type").asText().equals("set");
        if (isSet && StreamSupport.stream(value.spliterator(), false).distinct().count() < value.size()) {
            problems.add(path + ": Duplicate value");
        }
        schema.path("properties").properties().forEach(property -> {
            String inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            duplicates(inner, property.getValue(), value.path(property.getKey()), problems);
        });
    }
}
