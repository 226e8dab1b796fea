package dev.datamigration.database;

import java.util.Objects;

/** A password that prints as asterisks, so that no log line or exception can leak it. */
public final class Password {
    private final String value;

    public Password(String value) {
        this.value = Objects.requireNonNull(value, "password");
    }

    /** The password itself: only for handing to a driver. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password password && password.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
