package dev.datamigration.alert.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header of that name, as RFC 9110 has it: seconds, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    /** Null where there is none, or none that can be understood. */
    static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        var text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
