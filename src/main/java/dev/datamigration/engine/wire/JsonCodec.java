package dev.datamigration.engine.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.datamigration.engine.Goal;
import java.io.IOException;

/**
 * Goals and reports as JSON. A goal holds passwords in clear: it may travel and stay nowhere but inside TLS. What a reader
 * does not know it ignores; what it must not ignore raises {@link Protocol#VERSION}.
 */
public final class JsonCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Variants())
            .addModule(new Passwords())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonCodec() {}

    public static byte[] write(Goal goal) {
        return bytes(goal);
    }

    public static byte[] write(NumberedReport report) {
        return bytes(report);
    }

    /** @throws IllegalArgumentException if that is no goal; the message holds nothing of what was read */
    public static Goal goal(byte[] json) {
        return read(json, Goal.class);
    }

    /**
     * Within {@link ReportLimits}.
     *
     * @throws IllegalArgumentException if that is no report
     */
    public static NumberedReport report(byte[] json) {
        return read(NumberedReport.class, () -> {
            var tree = JSON.readTree(json);
            ReportLimits.apply(tree);
            return JSON.treeToValue(tree, NumberedReport.class);
        });
    }

    /** Returns what goes to a helper and comes from it. */
    public static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + e.getOriginalMessage());
        }
    }

    /**
     * Reads what {@link #bytes} wrote. Jackson's own messages may quote what they stumbled over, which may be a password.
     *
     * @throws IllegalArgumentException if that is none
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(type, () -> JSON.readValue(json, type));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Class<T> type, Reading<T> reading) {
        try {
            var value = reading.read();
            if (value == null) {
                throw new IllegalArgumentException("not a " + type.getSimpleName() + ": null");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "not a " + type.getSimpleName() + ": " + e.getClass().getSimpleName() + where(e));
        }
    }

    private static String where(IOException e) {
        if (e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return " at " + mapping.getPathReference();
        }
        return "";
    }
}
