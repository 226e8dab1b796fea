package dev.datamigration.testing;

import java.time.Duration;

/** How long a test waits for what must come: so long that a busy machine is no reason to fail. */
public final class Patience {
    /** On a still slower machine it is multiplied by {@code -Dpatience.factor}. */
    public static final Duration LIMIT = Duration.ofMinutes(3).multipliedBy(Integer.getInteger("patience.factor", 1));

    private Patience() {}
}
