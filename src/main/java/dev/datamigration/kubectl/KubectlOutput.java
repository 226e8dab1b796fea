package dev.datamigration.kubectl;

import java.nio.charset.StandardCharsets;

/** What kubectl printed, and whether it did what it was asked. */
record KubectlOutput(boolean done, byte[] bytes) {
    /** @throws CommandFailure if it failed */
    byte[] required() {
        if (!done) {
            throw CommandFailure.told();
        }
        return bytes;
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
