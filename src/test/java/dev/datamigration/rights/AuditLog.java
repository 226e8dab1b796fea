package dev.datamigration.rights;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service account asked of the API server, as the server wrote it down. */
final class AuditLog {
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;

    private final Path file;
    private final String user;

    AuditLog(Path file, String namespace, String serviceAccount) {
        this.file = file;
        this.user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }

    /** The rights that its requests needed. */
    SortedSet<Right> used() {
        return rights(code -> code != FORBIDDEN);
    }

    SortedSet<Right> refused() {
        return rights(code -> code == FORBIDDEN);
    }

    private SortedSet<Right> rights(IntPredicate answer) {
        try (var lines = Files.lines(file)) {
            return lines.map(AuditLog::parsed)
                    .filter(request -> request.at("/user/username").asText().equals(user))
                    .filter(request -> request.has("objectRef"))
                    .filter(request ->
                            answer.test(request.at("/responseStatus/code").asInt()))
                    .flatMap(AuditLog::needed)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An apply that makes the object needs the right to create it as well, which is asked for inside the server. */
    private static Stream<Right> needed(JsonNode request) {
        var about = request.path("objectRef");
        var resource = about.path("resource").asText()
                + (about.has("subresource") ? "/" + about.path("subresource").asText() : "");
        return verbs(request).map(verb -> new Right(about.path("apiGroup").asText(), resource, verb));
    }

    private static Stream<String> verbs(JsonNode request) {
        var verb = request.path("verb").asText();
        var code = request.at("/responseStatus/code").asInt();
        if (!verb.equals("patch")) {
            return Stream.of(verb);
        }
        var mayPatch = request.path("annotations")
                .path("authorization.k8s.io/decision")
                .asText()
                .equals("allow");
        return code == CREATED ? Stream.of(verb, "create") : Stream.of(code == FORBIDDEN && mayPatch ? "create" : verb);
    }

    private static JsonNode parsed(String line) {
        try {
            return Serialization.jsonMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
