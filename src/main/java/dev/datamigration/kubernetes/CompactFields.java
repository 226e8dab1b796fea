package dev.datamigration.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.FieldsV1;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code metadata.managedFields} into maps of just their size, with names that all objects share. Nothing is left
 * out: what is read can be written back.
 */
final class CompactFields extends StdDeserializer<FieldsV1> {
    private static final long serialVersionUID = 1;

    CompactFields() {
        super(FieldsV1.class);
    }

    @Override
    public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var fields = new FieldsV1();
        fields.setAdditionalProperties(fields(parser));
        return fields;
    }

    private static Map<String, Object> fields(JsonParser parser) throws IOException {
        var fields = new HashMap<String, Object>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var value = parser.nextToken();
            fields.put(
                    name.intern(), value == JsonToken.START_OBJECT ? fields(parser) : parser.readValueAs(Object.class));
        }
        return Map.copyOf(fields);
    }
}
