package dev.datamigration.database.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A copied column, with its type on either side when the load was planned. */
public record ColumnPair(String name, String sourceType, String targetType) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns whether both sides have it as the same type. */
    public boolean hasOneType() {
        return sourceType.equals(targetType);
    }

    /** As the checkpoints keep it. */
    public static String encode(List<ColumnPair> columns) {
        try {
            return JSON.writeValueAsString(columns);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what {@link #encode} wrote. */
    public static List<ColumnPair> decode(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the checkpoint holds no list of columns: " + json, e);
        }
    }
}
