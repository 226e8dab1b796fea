package dev.datamigration.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A list of hosts.
 *
 * @param patterns host names or addresses; {@code *.example.com} is every host below it, {@code *} every host. In lower
 *     case
 */
public record HostPatterns(List<String> patterns) {
    public HostPatterns {
        patterns = patterns.stream()
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    /** The patterns of a text that separates them by commas. */
    public static HostPatterns parse(String text) {
        return new HostPatterns(Arrays.asList(text.split(",")));
    }

    /** Returns whether the host is one of them; upper and lower case are the same. */
    public boolean match(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return patterns.stream()
                .anyMatch(pattern -> pattern.equals("*")
                        || pattern.equals(name)
                        || pattern.startsWith("*.") && name.endsWith(pattern.substring(1)));
    }
}
