package dev.datamigration.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.FieldsV1;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Reads {@code metadata.managedFields} into maps of just their size, one for each set of fields, however many objects have it:
 * thousands of tasks are managed in few ways. Nothing is left out: what is read can be written back.
 */
final class CompactFields extends StdDeserializer<FieldsV1> {
    private static final long serialVersionUID = 1;

    /** Those that some object has; the rest is collected. */
    private static final Map<Map<String, Object>, WeakReference<Map<String, Object>>> SHARED =
            Collections.synchronizedMap(new WeakHashMap<>());

    CompactFields() {
        super(FieldsV1.class);
    }

    @Override
    public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var fields = new FieldsV1();
        fields.setAdditionalProperties(fields(parser));
        return fields;
    }

    /** The map that others have of the same fields; two threads that read them first may each have one. */
    private static Map<String, Object> shared(Map<String, Object> fields) {
        var reference = SHARED.get(fields);
        var known = reference == null ? null : reference.get();
        if (known == null) {
            SHARED.put(fields, new WeakReference<>(fields));
            return fields;
        }
        return known;
    }

    private static Map<String, Object> fields(JsonParser parser) throws IOException {
        var fields = new HashMap<String, Object>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var value = parser.nextToken();
            fields.put(
                    name.intern(), value == JsonToken.START_OBJECT ? fields(parser) : parser.readValueAs(Object.class));
        }
        return shared(Map.copyOf(fields));
    }
}
