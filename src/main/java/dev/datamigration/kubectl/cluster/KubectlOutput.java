package dev.datamigration.kubectl.cluster;

import dev.datamigration.kubectl.argument.CommandFailure;
import java.nio.charset.StandardCharsets;

/** Holds what kubectl printed, and whether it did what it was asked. */
public record KubectlOutput(boolean done, byte[] bytes) {
    /** @throws CommandFailure if it failed */
    byte[] required() {
        if (!done) {
            throw CommandFailure.told();
        }
        return bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
