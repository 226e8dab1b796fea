package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.position.Lsn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says how a server came to the timeline on which it writes now: every promotion, and every recovery to an earlier moment,
 * begins a new one. Two servers of one system identifier have the same log as far as their histories agree.
 *
 * @param ancestors oldest first
 * @param current the timeline of now
 */
public record TimelineHistory(List<Ancestor> ancestors, int current) {

    /**
     * A timeline that was left.
     *
     * @param end the position from which on the log belongs to the next one
     */
    public record Ancestor(int timeline, Lsn end) {}

    public TimelineHistory {
        ancestors = List.copyOf(ancestors);
    }

    /** Of a server that was never promoted. */
    public static TimelineHistory first(int timeline) {
        return new TimelineHistory(List.of(), timeline);
    }

    /**
     * Reads a timeline history file of the server: a line for each timeline that was left, with its number and the
     * position, and a remark behind.
     *
     * @param current whose file it is
     */
    public static TimelineHistory ofFile(int current, String content) {
        var ancestors = content.lines()
                .map(line -> line.split("#", 2)[0].trim())
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+"))
                .map(fields -> new Ancestor(Integer.parseInt(fields[0]), Lsn.parse(fields[1])))
                .toList();
        return new TimelineHistory(ancestors, current);
    }

    /** Returns what {@link #toString} wrote. */
    public static TimelineHistory parse(String text) {
        var parts = text.split(" ");
        var ancestors = Arrays.stream(parts, 0, parts.length - 1)
                .map(part -> part.split(":"))
                .map(pair -> new Ancestor(Integer.parseInt(pair[0]), Lsn.parse(pair[1])))
                .toList();
        return new TimelineHistory(ancestors, Integer.parseInt(parts[parts.length - 1]));
    }

    /**
     * Up to where both logs are one; empty where one is the other's continuation on the same timeline, so that only their
     * ends can differ. {@link Lsn#ZERO} where they have nothing in common that is known.
     */
    public Optional<Lsn> sharedWith(TimelineHistory other) {
        var here = stretches();
        var there = other.stretches();
        var shared = Lsn.ZERO;
        for (var i = 0; i < Math.min(here.size(), there.size()); i++) {
            var one = here.get(i);
            var two = there.get(i);
            if (one.timeline() != two.timeline()) {
                return Optional.of(shared);
            }
            if (one.end() == null && two.end() == null) {
                return Optional.empty();
            }
            if (one.end() == null || two.end() == null || !one.end().equals(two.end())) {
                return Optional.of(earlier(one.end(), two.end()));
            }
            shared = one.end();
        }
        return Optional.of(shared);
    }

    /** With the present timeline as the last one, which has no end. */
    private List<Ancestor> stretches() {
        var all = new ArrayList<>(ancestors);
        all.add(new Ancestor(current, null));
        return all;
    }

    private static Lsn earlier(Lsn one, Lsn two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.compareTo(two) <= 0 ? one : two;
    }

    /** For instance {@code 1:0/3000148 2:0/5000000 3}. */
    @Override
    public String toString() {
        return ancestors.stream()
                        .map(left -> left.timeline() + ":" + left.end() + " ")
                        .collect(Collectors.joining())
                + current;
    }
}
