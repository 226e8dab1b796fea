package dev.datamigration.batch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Every entry of a batch operation in one compressed text: ten thousand of them have to fit in an object of which etcd
 * takes 1.5 MB, and the list for people shows only a thousand.
 */
final class CompressedLedger {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final TypeReference<List<BatchEntry>> ENTRIES = new TypeReference<>() {};

    private CompressedLedger() {}

    static String write(List<BatchEntry> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(JSON.writeValueAsBytes(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static List<BatchEntry> read(String text) {
        try (var zip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return List.copyOf(JSON.readValue(zip, ENTRIES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
