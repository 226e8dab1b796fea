package dev.datamigration.plan;

import dev.datamigration.api.Side;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says which way changes go between a task's two databases, called as in its spec. */
public enum Direction {
    /** From the source to the target. */
    Forward("forward", Side.Source, Side.Target),
    /** From the target back to the source, once the application has moved. */
    Reverse("reverse", Side.Target, Side.Source);

    private final String key;
    private final Side from;
    private final Side to;

    Direction(String key, Side from, Side to) {
        this.key = key;
        this.from = from;
        this.to = to;
    }

    /** As in {@code datamigration.applied.direction}. */
    public String key() {
        return key;
    }

    /** The side that changes are read from. */
    public Side from() {
        return from;
    }

    /** The side that changes are written to, and that holds the checkpoints of this direction. */
    public Side to() {
        return to;
    }

    public Direction opposite() {
        return this == Forward ? Reverse : Forward;
    }

    /**
     * Says a text that is written for the forward direction as it must be for this one: the words source and target
     * change places in the other. Names are to be put in afterwards.
     */
    public String tell(String text) {
        return this == Forward
                ? text
                : Arrays.stream(text.split("(?<=source|target)|(?=source|target)"))
                        .map(word -> switch (word) {
                            case "source" -> "target";
                            case "target" -> "source";
                            default -> word;
                        })
                        .collect(Collectors.joining());
    }

    /** The direction whose changes come from this side. */
    public static Direction from(Side side) {
        return side == Side.Source ? Forward : Reverse;
    }

    /** The direction that the application's move of this round ends: odd rounds leave the source. */
    public static Direction endedBy(int round) {
        return round % 2 == 1 ? Forward : Reverse;
    }
}
