package dev.datamigration.database.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.Server;
import java.util.Locale;

/** Says how things are called in messages. */
public final class Words {
    private Words() {}

    /** {@code source} or {@code target}, as in the spec. */
    public static String side(Server server) {
        return side(server.side());
    }

    public static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
