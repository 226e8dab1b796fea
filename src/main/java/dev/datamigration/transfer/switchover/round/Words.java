package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.connection.PostgresServer;
import java.util.Locale;

/** How things are called in messages. */
public final class Words {
    private Words() {}

    /** {@code source} or {@code target}, as in the spec. */
    public static String side(PostgresServer server) {
        return side(server.side());
    }

    public static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
