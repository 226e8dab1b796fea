package dev.datamigration.database.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Keys above the lower bound and up to the upper, which belongs to it.
 *
 * @param lower the key's values as the server prints them; null is minus infinity
 * @param upper as lower; null is infinity
 */
public record ChunkRange(List<String> lower, List<String> upper) {
    public static final ChunkRange EVERYTHING = new ChunkRange(null, null);

    /** Of ASCII alone, so that no database reads anything but what was written. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** A bound as the checkpoint stores it, or null. */
    public static String encode(List<String> bound) {
        try {
            return bound == null ? null : JSON.writeValueAsString(bound);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> decode(String bound) {
        try {
            return bound == null ? null : JSON.readValue(bound, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            // neither the text nor the parser's word of it, which quotes it, may reach the log: a key is a row's value
            throw new IllegalStateException("the checkpoint holds no key");
        }
    }
}
