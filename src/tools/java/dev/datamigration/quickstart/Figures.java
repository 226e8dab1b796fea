package dev.datamigration.quickstart;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. Null is nothing yet. */
final class Figures {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    static String count(Long number) {
        return number == null ? "0" : String.format(Locale.ROOT, "%,d", number);
    }

    /** In powers of 1000. */
    static String bytes(Long bytes) {
        var rest = bytes == null ? 0.0 : bytes;
        var unit = 0;
        while (rest >= 1000 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", rest, UNITS[unit]);
    }

    static String seconds(Long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis == null ? 0.0 : millis / 1000.0);
    }

    static String seconds(Duration duration) {
        return seconds(duration.toMillis());
    }

    /** Minutes and seconds, as a clock shows them. */
    static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
