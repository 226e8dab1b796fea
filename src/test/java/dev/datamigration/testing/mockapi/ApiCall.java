package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A writing request: its path without the query, its body and what its query asks for. */
record ApiCall(RecordedRequest request, String path, String query, JsonNode body) {

    static ApiCall of(RecordedRequest request) {
        URI uri = URI.create(request.getPath());
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        return new ApiCall(request, uri.getPath(), query, parse(request));
    }

    private static JsonNode parse(RecordedRequest request) {
        try {
            // The YAML parser: server-side apply sends YAML, of which JSON is a part.
            return Serialization.yamlMapper().readTree(request.getUtf8Body());
        } catch (JsonProcessingException e) {
            throw new ApiRefusal(400, "BadRequest", "the body is not JSON: " + e.getMessage());
        }
    }

    boolean isStatus() {
        return path.endsWith("/status");
    }

    boolean isDryRun() {
        return parameter("dryRun").filter("All"::equals).isPresent();
    }

    boolean isForced() {
        return parameter("force").filter("true"::equals).isPresent();
    }

    String contentType() {
        return Optional.ofNullable(request.getHeader("Content-Type")).orElse("").split(";")[0];
    }

    /** As a real server: the parameter, or else the user agent up to its first slash. */
    String fieldManager() {
        return parameter("fieldManager")
                .orElseGet(() -> Optional.ofNullable(request.getHeader("User-Agent"))
                        .map(agent -> agent.split("/")[0])
                        .orElse("unknown"));
    }

    private Optional<String> parameter(String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** This call on the collection that the object named by its path belongs to. */
    ApiCall onCollection() {
        return new ApiCall(request, path.substring(0, path.lastIndexOf('/')), query, body);
    }

    /** This request with another body, and without its query, which fabric8's handlers take for a part of the path. */
    RecordedRequest with(JsonNode newBody) {
        return new RecordedRequest(
                request.getHttpVersion(),
                request.method(),
                path,
                request.getHeaders(),
                new Buffer(newBody.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
