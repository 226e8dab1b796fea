package dev.datamigration.engine.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Says what the operator proves itself with. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 32;

    private final byte[] expected;

    private BearerToken(String token) {
        this.expected = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if the token is too short to be one */
    static BearerToken of(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalStateException("the token must have at least " + SHORTEST + " characters");
        }
        return new BearerToken(token);
    }

    static BearerToken read(Path file) {
        try {
            return of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes as long for a nearly right token as for a wrong one.
     *
     * @param authorization the header of that name, or null
     */
    boolean admits(String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
