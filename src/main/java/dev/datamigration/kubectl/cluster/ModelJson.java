package dev.datamigration.kubectl.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;

/**
 * The API's records from and to JSON. Annotations are left unread, which takes half the time of a start; none of them changes
 * a name. What a newer operator says beyond what is known here is passed over.
 */
public final class ModelJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.USE_ANNOTATIONS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule().addDeserializer(Quantity.class, new QuantityReader()))
            .build();

    private ModelJson() {}

    /** Its own annotation would say how it is read. */
    private static final class QuantityReader extends StdDeserializer<Quantity> {
        private static final long serialVersionUID = 1;

        QuantityReader() {
            super(Quantity.class);
        }

        @Override
        public Quantity deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Quantity.parse(parser.getText());
        }
    }

    /** @throws CommandFailure if it is nothing of the kind */
    static <T> T read(byte[] json, Class<T> kind) {
        try {
            return MAPPER.readValue(json, kind);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.Error, "what kubectl answered is not understood: " + e.getMessage());
        }
    }

    /** As a tree, in which only what is set has a node. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
