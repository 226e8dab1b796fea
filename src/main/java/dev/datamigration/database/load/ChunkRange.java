package dev.datamigration.database.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * Keys above the lower bound and up to the upper, which belongs to it; or blocks of a table's file from the lower bound on and
 * before the upper.
 *
 * @param lower the key's values as the server prints them, or {@linkplain #block a block}; null is minus infinity
 * @param upper as lower; null is infinity
 */
public record ChunkRange(List<String> lower, List<String> upper) {
    public static final ChunkRange EVERYTHING = new ChunkRange(null, null);

    private static final String BLOCK = "block";

    /** Of ASCII alone, so that no database reads anything but what was written. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** The bound that is a block: no key of one column is read from it by mistake. */
    public static List<String> block(long number) {
        return List.of(BLOCK, String.valueOf(number));
    }

    /** The block that {@link #block} made a bound of. */
    public static long blockOf(List<String> bound) {
        if (!mayBeBlock(bound)) {
            throw new IllegalStateException("a table that is cut by blocks has a bound that is none");
        }
        return Long.parseLong(bound.get(1));
    }

    private static boolean mayBeBlock(List<String> bound) {
        return bound.size() == 2 && BLOCK.equals(bound.get(0)) && bound.get(1) != null;
    }

    /**
     * A bound as the checkpoint stores it, or null. A block is an object and no list: an operator that does not know of blocks
     * cannot read it, and so never takes it for a key.
     */
    public static String encode(List<String> bound) {
        if (bound == null) {
            return null;
        }
        try {
            return JSON.writeValueAsString(mayBeBlock(bound) ? Map.of(BLOCK, bound.get(1)) : bound);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> decode(String bound) {
        if (bound == null) {
            return null;
        }
        try {
            return bound.startsWith("{")
                    ? List.of(
                            BLOCK,
                            JSON.readValue(bound, new TypeReference<Map<String, String>>() {})
                                    .get(BLOCK))
                    : JSON.readValue(bound, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            // neither the text nor the parser's word of it, which quotes it, may reach the log: a key is a row's value
            throw new IllegalStateException("the checkpoint holds no key");
        }
    }
}
