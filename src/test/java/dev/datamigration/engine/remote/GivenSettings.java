package dev.datamigration.engine.remote;

import java.time.Duration;

/** The settings as they are by default. */
record GivenSettings(Duration reportInterval, Duration unreachableAfter, Duration lostAfter) implements RemoteSettings {
    GivenSettings() {
        this(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(2));
    }
}
